import {
  instructionName,
  RefusalError,
  type BusinessDay,
  type Instruction,
  type InstrumentsInShort,
  type SettlementProblem,
  type SettlementProblemCode,
} from '@jangbu/model';
import type { InstructionConsent } from './consents';
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

/** Whether both parties have consented to its cancellation, each on the word of all who hold the consent. */
export function isCancelled({ consents }: InstructionFate): boolean {
  return consents.every(isHeldAlike);
}

/** Whether it is cancelled once this consent stands, too: the other party's does, on the word of all who hold it. */
export function isCancelledBy(
  { type, member }: Pick<InstructionConsent, 'type' | 'member'>,
  { pair }: Instruction,
  { consents }: InstructionFate,
): boolean {
  if (type !== 'instruction-cancellation') return false;
  return consents.every((held, i) => pair[i] === member || isHeldAlike(held));
}

/** Whether two others have taken its place, on the word of all who hold that. */
export function isDivided({ divided }: InstructionFate): boolean {
  return isHeldAlike(divided);
}

/**
 * Requires that an instruction has not ended.
 *
 * @throws RefusalError INSTRUCTION_SETTLED, INSTRUCTION_CANCELLED, INSTRUCTION_DIVIDED
 */
export function requirePending(instruction: Instruction, fate: InstructionFate): void {
  const facts = { instruction: instructionName(instruction) };
  if (isSettled(fate)) throw new RefusalError('INSTRUCTION_SETTLED', facts);
  if (isCancelled(fate)) throw new RefusalError('INSTRUCTION_CANCELLED', facts);
  if (isDivided(fate)) throw new RefusalError('INSTRUCTION_DIVIDED', facts);
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
  if (isSettled(fate)) return undefined;
  if (isCancelled(fate)) return 'INSTRUCTION_CANCELLED';
  if (isDivided(fate)) return 'INSTRUCTION_DIVIDED';
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
