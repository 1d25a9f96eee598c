import type { InstructionName } from '@jangbu/model';
import { UsageError } from '../../terminal/failure';

/**
 * An instruction as the command line names it.
 *
 * @param given `MEMBER/ID`
 * @throws UsageError
 */
export function nameOf(given: string): InstructionName {
  const [creator, instructionId, ...more] = given.split('/');
  if (creator && instructionId && more.length === 0) return { creator, instructionId };
  throw new UsageError(`an instruction is named MEMBER/ID, as \`settlement list\` shows it, not ${given}`);
}

/** The instruction's name as the command line shows it. */
export function textOf({ creator, instructionId }: InstructionName): string {
  return `${creator}/${instructionId}`;
}

/**
 * A quantity of a security, in its smallest unit.
 *
 * @throws UsageError
 */
export function quantityOf(given: string): bigint {
  if (/^[1-9]\d{0,17}$/.test(given)) return BigInt(given);
  throw new UsageError(`a quantity is a whole number of the security's smallest unit, not ${given}`);
}
