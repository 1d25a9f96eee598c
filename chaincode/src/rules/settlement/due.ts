import {
  dueDateOf,
  instructionName,
  RefusalError,
  type BusinessDay,
  type Instruction,
  type InstrumentsInShort,
  type Parameters,
} from '@jangbu/model';

/** What decides when an instruction is due. */
export interface DueRules {
  readonly register: InstrumentsInShort;
  readonly parameters: Parameters;
}

/** The business day on which an instruction is due by the calendar in force. */
export function dueDateIn(instruction: Instruction, { register, parameters }: DueRules): string {
  const kind = register[instruction.isin]?.[2];
  return kind ? dueDateOf(instruction, kind, parameters) : instruction.settlementDate;
}

/**
 * Requires that an instruction's due date has come.
 *
 * @throws RefusalError TOO_EARLY
 */
export function requireDue(instruction: Instruction, today: BusinessDay, rules: DueRules): void {
  const dueDate = dueDateIn(instruction, rules);
  if (today.date >= dueDate) return;
  const { settlementDate } = instruction;
  const name = instructionName(instruction);
  throw new RefusalError('TOO_EARLY', { instruction: name, settlementDate, dueDate, today: today.date });
}
