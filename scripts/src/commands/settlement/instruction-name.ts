import type { InstructionName } from '@jangbu/model';
import { UsageError } from '../../input/usage-error';

/**
 * An instruction as the command line names it.
 *
 * @param given `MEMBER/ID`
 * @throws UsageError
 */
export function parseInstructionName(given: string): InstructionName {
  const [creator, instructionId, ...more] = given.split('/');
  if (creator && instructionId && more.length === 0) return { creator, instructionId };
  throw new UsageError(`an instruction is named MEMBER/ID, as \`settlement list\` shows it, not ${given}`);
}

/** The instruction's name as the command line shows it. */
export function instructionText({ creator, instructionId }: InstructionName): string {
  return `${creator}/${instructionId}`;
}
