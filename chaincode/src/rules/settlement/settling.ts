import {
  instructionEnd,
  instructionName,
  RefusalError,
  type Instruction,
  type InstructionFacts,
} from '@jangbu/model';
import type { InstructionConsent } from './consents';

/** What has become of an instruction. */
export type InstructionFate = Omit<InstructionFacts, 'reserved'>;

/** Whether an instruction has settled. */
export function isSettled(fate: InstructionFate): boolean {
  return instructionEnd(fate) === 'SETTLED';
}

/** Whether an instruction is cancelled once this consent stands, too. */
export function isCancelledBy(
  { type, member }: Pick<InstructionConsent, 'type' | 'member'>,
  { pair }: Instruction,
  fate: InstructionFate,
): boolean {
  if (type !== 'instruction-cancellation') return false;
  const cancelling = fate.cancelling.map((stands, i) => stands || pair[i] === member);
  return instructionEnd({ ...fate, cancelling }) === 'CANCELLED';
}

/**
 * Requires that an instruction has not ended.
 *
 * @throws RefusalError INSTRUCTION_SETTLED, INSTRUCTION_CANCELLED, INSTRUCTION_DIVIDED
 */
export function requirePending(instruction: Instruction, fate: InstructionFate): void {
  const end = instructionEnd(fate);
  if (end) throw new RefusalError(`INSTRUCTION_${end}`, { instruction: instructionName(instruction) });
}
