import {
  afterInstruction,
  canonicalJson,
  instructedOf,
  instructionChecker,
  instructionName,
  isInstructed,
  leftOf,
  legsOf,
  obligationName,
  owedBy,
  RefusalError,
  sha256Hex,
  WON,
  type Instruction,
  type InstructionIndex,
  type MatchIndex,
  type MatchResult,
  type Owed,
  type PairDay,
  type RefusalFacts,
} from '@jangbu/model';
import { invalid, parseCanonical } from '../../documents/parse';
import { readTrustedInstructionIndex } from '../../documents/trusted';
import { requireStanding, type GivenDocument, type HeldHashes } from '../records/held';

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

/** By what a refusal names an instruction, and by which hash it is known. */
export function asGiven({ instruction, text }: GivenInstruction): GivenDocument {
  return { document: 'instruction', id: instructionName(instruction), hash: sha256Hex(text) };
}

/**
 * Requires that what has been instructed of a pair's trade date stands as the request has it.
 *
 * @param given the instruction index; null when nothing has been instructed
 * @param hashes what stands with all who hold it
 * @throws RefusalError RECORD_MOVED when all hold another one; DOCUMENT_NOT_HELD when they differ
 */
export function requireInstructionIndex(
  { pair, tradeDate }: PairDay,
  given: string | null,
  hashes: HeldHashes,
): void {
  requireStanding(given, hashes, { document: 'instruction-index', id: [...pair, tradeDate].join('/') });
}

/** What has been instructed of a pair's trade date, once that stands: see {@link requireInstructionIndex}. */
export function instructedIn(index: string | null): InstructionIndex | undefined {
  return index === null ? undefined : readTrustedInstructionIndex(index);
}

type Field = RefusalFacts['INSTRUCTION_MISMATCH']['field'];

function mismatch(instruction: Instruction, field: Field): RefusalError {
  return new RefusalError('INSTRUCTION_MISMATCH', { instruction: instructionName(instruction), field });
}

/** What instructions are judged by: what matching found, as it stands with all who hold it. */
export interface Matched {
  readonly index: MatchIndex | undefined;
  /** Match results by their number. */
  readonly results: ReadonlyMap<number, MatchResult>;
}

function owedGross(
  instruction: Instruction,
  origin: Extract<Instruction['origin'], { kind: 'GROSS' }>,
  before: InstructionIndex | undefined,
  { index, results }: Matched,
): Owed {
  // A result never changes; that the trade has not been cancelled since, the index tells.
  const stands = index?.matched.includes(origin.uti) ?? false;
  const trade = stands && results.get(origin.sequence)?.matched.find(({ uti }) => uti === origin.uti);
  if (!trade || obligationName(trade) !== obligationName(instruction)) throw mismatch(instruction, 'trade');
  if (isInstructed(trade, origin.sequence, before)) throw already(instruction);
  return owedBy(trade, instruction.pair);
}

function owedNet(instruction: Instruction, before: InstructionIndex | undefined, { index }: Matched): Owed {
  if (index?.sequence !== instruction.origin.sequence) throw mismatch(instruction, 'sequence');
  const name = obligationName(instruction);
  const obligation = index.obligations.find((each) => obligationName(each) === name);
  if (!obligation) throw mismatch(instruction, 'obligation');
  const left = leftOf(obligation, instructedOf(before, instruction));
  if (left.quantity === 0n && left.amount === 0n) throw already(instruction);
  return left;
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

function takeUp(
  instruction: Instruction,
  before: InstructionIndex | undefined,
  matched: Matched,
  salt: string,
): InstructionIndex {
  const { origin } = instruction;
  const owed =
    origin.kind === 'GROSS'
      ? owedGross(instruction, origin, before, matched)
      : owedNet(instruction, before, matched);
  requireLegsOwed(instruction, owed);
  return afterInstruction(before, instruction, owed, salt);
}

/**
 * Takes instructions up, one after the other: each has to say exactly what matching found and no other
 * instruction has taken up.
 *
 * @param before what has been instructed of the pair's trade date
 * @param salt of the index that is written
 * @returns the instruction index after them
 * @throws RefusalError INSTRUCTION_MISMATCH, ALREADY_INSTRUCTED
 */
export function instruct(
  [first, ...others]: readonly [GivenInstruction, ...GivenInstruction[]],
  before: InstructionIndex | undefined,
  matched: Matched,
  salt: string,
): InstructionIndex {
  return others.reduce(
    (index, { instruction }) => takeUp(instruction, index, matched, salt),
    takeUp(first.instruction, before, matched, salt),
  );
}
