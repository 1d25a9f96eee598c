import {
  instructionEnd,
  instructionName,
  RefusalError,
  type Instruction,
  type InstructionFacts,
} from '@jangbu/model';

/** What has become of an instruction. */
export type InstructionFate = Omit<InstructionFacts, 'reserved'>;

/** Whether an instruction has settled. */
export function isSettled(fate: InstructionFate): boolean {
  return instructionEnd(fate) === 'SETTLED';
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
