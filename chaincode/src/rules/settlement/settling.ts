import {
  instructionEnd,
  instructionName,
  RefusalError,
  type BusinessDay,
  type Instruction,
  type InstructionEnd,
  type InstrumentsInShort,
  type SettlementProblem,
  type SettlementProblemCode,
} from '@jangbu/model';
import { dueDateIn, type DueRules } from './due';
import { isHeldAlike, type HeldHashes } from '../records/held';
import { instrumentStatusOf } from '../holdings/lots';

/** What has become of an instruction, as far as its hashes tell. */
export interface InstructionFate {
  /** What stands of its settlement with those who hold it. */
  readonly settled: HeldHashes;
  /** What stands of each party's consent to its cancellation. */
  readonly consents: readonly HeldHashes[];
  /** What stands of its division. */
  readonly divided: HeldHashes;
}

/** Whether an instruction has settled. One holder that says so is enough: it never settles twice. */
export function isSettled({ settled }: InstructionFate): boolean {
  return settled.some(({ hash }) => hash !== undefined);
}

/**
 * Requires that all hold the settlement alike: one party's own peer could say so by itself.
 *
 * @throws RefusalError DOCUMENT_NOT_HELD names those that do not hold what the supervisor (the last) holds
 */
export function requireSettledAlike(instruction: Instruction, { settled }: InstructionFate): void {
  if (isHeldAlike(settled)) return;
  const hash = settled.at(-1)?.hash;
  const lacking = settled.filter((held) => hash === undefined || held.hash !== hash);
  const members = lacking.map(({ member }) => member.id);
  const id = instructionName(instruction);
  throw new RefusalError('DOCUMENT_NOT_HELD', { document: 'settlement', id, members });
}

/** How an instruction has ended, on the word of all on whose word each end counts; undefined while it has not. */
export function endOf(fate: InstructionFate): InstructionEnd | undefined {
  return instructionEnd({
    settled: isSettled(fate),
    cancelling: fate.consents.map(isHeldAlike),
    divided: isHeldAlike(fate.divided),
  });
}

/**
 * Requires that an instruction has not ended.
 *
 * @throws RefusalError INSTRUCTION_SETTLED, INSTRUCTION_CANCELLED, INSTRUCTION_DIVIDED
 */
export function requirePending(instruction: Instruction, fate: InstructionFate): void {
  const end = endOf(fate);
  if (end) throw new RefusalError(`INSTRUCTION_${end}`, { instruction: instructionName(instruction) });
}

/** An instruction as it is to be settled. */
export interface Settling {
  readonly instruction: Instruction;
  readonly fate: InstructionFate;
  /** Whether each leg has a lot reserved. */
  readonly reserved: boolean;
}

function allActive({ legs }: Instruction, register: InstrumentsInShort): boolean {
  return legs.every(({ instrument }) => instrumentStatusOf(instrument, register) === 'ACTIVE');
}

function settlementProblemOf(
  { instruction, fate, reserved }: Settling,
  today: BusinessDay,
  rules: DueRules,
): SettlementProblemCode | undefined {
  const end = endOf(fate);
  if (end) return end === 'SETTLED' ? undefined : `INSTRUCTION_${end}`;
  if (today.date < dueDateIn(instruction, rules)) return 'TOO_EARLY';
  if (!allActive(instruction, rules.register)) return 'INSTRUMENT_NOT_ACTIVE';
  return reserved ? undefined : 'NOT_RESERVED';
}

/**
 * Requires that every instruction of a request can settle now, or has settled before.
 *
 * @throws RefusalError SETTLEMENTS_REFUSED names each that cannot, and why
 */
export function requireSettleable(settling: readonly Settling[], today: BusinessDay, rules: DueRules): void {
  const instructions = settling.flatMap((each, position): SettlementProblem[] => {
    const code = settlementProblemOf(each, today, rules);
    if (!code) return [];
    const problem = { position, instruction: instructionName(each.instruction), code };
    return [code === 'TOO_EARLY' ? { ...problem, dueDate: dueDateIn(each.instruction, rules) } : problem];
  });
  if (instructions.length > 0) throw new RefusalError('SETTLEMENTS_REFUSED', { instructions });
}
