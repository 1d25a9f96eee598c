import {
  afterInstruction,
  canonicalJson,
  instructionChecker,
  instructionName,
  freeOf,
  isMatched,
  isNothing,
  leftToInstruct,
  MATCHING_PHASES,
  legsOf,
  obligationName,
  owedBy,
  RefusalError,
  sha256Hex,
  WON,
  type BusinessDay,
  type Instruction,
  type MatchResult,
  type MatchState,
  type Owed,
  type RefusalFacts,
} from '@jangbu/model';
import { invalid, parseCanonical } from '../../documents/parse';
import type { GivenDocument } from '../records/held';

/** An instruction with its canonical text. */
export interface GivenInstruction {
  readonly instruction: Instruction;
  readonly text: string;
}

/**
 * Reads an instruction that was given as its canonical text.
 *
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL
 */
export function readInstruction(text: string): GivenInstruction {
  return { instruction: parseCanonical('instruction', instructionChecker, text), text };
}

function pairName({ pair }: Instruction): string {
  return pair.join('/');
}

/**
 * Requires that instructions are of one pair: all its endorsers see all of them.
 *
 * @throws RefusalError INSTRUCTION_MISMATCH
 */
export function requireOnePair([first, ...others]: readonly GivenInstruction[]): void {
  for (const { instruction } of others) {
    if (first && pairName(instruction) !== pairName(first.instruction)) throw mismatch(instruction, 'pair');
  }
}

/**
 * Requires that each instruction is named once: a transaction does not see what it writes itself.
 *
 * @throws RefusalError INVALID_DOCUMENT
 */
export function requireNamedOnce(given: readonly GivenInstruction[]): void {
  const names = new Set(given.map(({ instruction }) => instructionName(instruction)));
  if (names.size === given.length) return;
  throw invalid('instruction', { path: '', message: 'named twice in one request' });
}

/**
 * Requires that instructions are of one trade date: what has been taken up of it stands in one index.
 *
 * @throws RefusalError INSTRUCTION_MISMATCH
 */
export function requireOneDay([first, ...others]: readonly GivenInstruction[]): void {
  for (const { instruction } of others) {
    if (instruction.tradeDate !== first?.instruction.tradeDate) throw mismatch(instruction, 'tradeDate');
  }
}

/**
 * Requires that what a trade date comes to is known where it is netted: its matching has closed, or what it comes to is
 * due. Who instructs while trades are still stated makes the other firm settle what would have been netted.
 *
 * @throws RefusalError MATCHING_OPEN
 */
export function requireNettable(given: readonly GivenInstruction[], { date, phase }: BusinessDay): void {
  const isMatching = MATCHING_PHASES.some((each) => each === phase);
  for (const { instruction } of given) {
    const { tradeDate, settlementDate, origin } = instruction;
    if (origin.kind !== 'NET' || settlementDate <= date) continue;
    if (tradeDate < date || (tradeDate === date && !isMatching)) continue;
    throw new RefusalError('MATCHING_OPEN', { instruction: instructionName(instruction), tradeDate });
  }
}

/** By what a refusal names an instruction, and by which hash it is known. */
export function asGiven({ instruction, text }: GivenInstruction): GivenDocument {
  return { document: 'instruction', id: instructionName(instruction), hash: sha256Hex(text) };
}

type Field = RefusalFacts['INSTRUCTION_MISMATCH']['field'];

function mismatch(instruction: Instruction, field: Field): RefusalError {
  return new RefusalError('INSTRUCTION_MISMATCH', { instruction: instructionName(instruction), field });
}

/** Match results by their number, as they stand with all who hold them. */
export type MatchResults = ReadonlyMap<number, MatchResult>;

/** UTIs of the trades of gross instructions. */
export function grossUtis(instructions: readonly GivenInstruction[]): string[] {
  return instructions.flatMap(({ instruction: { origin } }) => (origin.kind === 'GROSS' ? [origin.uti] : []));
}

function owedGross(
  instruction: Instruction,
  origin: Extract<Instruction['origin'], { kind: 'GROSS' }>,
  state: MatchState,
  results: MatchResults,
): Owed {
  // A result never changes; that the trade has not been cancelled since, its shard tells.
  const stands = isMatched(state, origin.uti);
  const trade = stands && results.get(origin.sequence)?.matched.find(({ uti }) => uti === origin.uti);
  if (!trade || obligationName(trade) !== obligationName(instruction)) throw mismatch(instruction, 'trade');
  const free = freeOf(trade, origin.sequence, state);
  if (isNothing(free)) throw already(instruction);
  const { quantity, amount } = free;
  return owedBy({ ...trade, quantity: String(quantity), amount: String(amount) }, instruction.pair);
}

function owedNet(instruction: Instruction, state: MatchState): Owed {
  if (state.sequence !== instruction.origin.sequence) throw mismatch(instruction, 'sequence');
  const name = obligationName(instruction);
  const left = leftToInstruct(state).find(({ of }) => obligationName(of) === name);
  if (!left) throw mismatch(instruction, 'obligation');
  if (isNothing(left.owed)) throw already(instruction);
  return left.owed;
}

function already(instruction: Instruction): RefusalError {
  return new RefusalError('ALREADY_INSTRUCTED', { instruction: instructionName(instruction) });
}

function requireLegsOwed(instruction: Instruction, owed: Owed): void {
  const { pair, isin, currency, legs } = instruction;
  if (currency !== WON) throw mismatch(instruction, 'currency');
  const { quantity, amount } = owed;
  const due = legsOf(pair, { isin, currency, quantity: String(quantity), amount: String(amount) });
  if (canonicalJson(due) !== canonicalJson(legs)) throw mismatch(instruction, 'legs');
}

function takeUp(instruction: Instruction, before: MatchState, results: MatchResults): MatchState {
  const { origin } = instruction;
  const owed =
    origin.kind === 'GROSS' ? owedGross(instruction, origin, before, results) : owedNet(instruction, before);
  requireLegsOwed(instruction, owed);
  return afterInstruction(before, instruction, owed);
}

/**
 * Takes instructions up, one after the other: each has to say exactly what matching found and no other
 * instruction has taken up.
 *
 * @param before what stands of the pair's trade date and of the trades of gross instructions
 * @returns what stands after them
 * @throws RefusalError INSTRUCTION_MISMATCH, ALREADY_INSTRUCTED
 */
export function instruct(
  instructions: readonly GivenInstruction[],
  before: MatchState,
  results: MatchResults,
): MatchState {
  return instructions.reduce((state, { instruction }) => takeUp(instruction, state, results), before);
}
