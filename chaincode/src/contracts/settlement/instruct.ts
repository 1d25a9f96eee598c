import {
  instructionName,
  instructRequestChecker,
  RefusalError,
  sha256Hex,
  transient,
  type InstructRequest,
  type LedgerMember,
  type MatchResult,
  type Receipt,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { readTrustedResult } from '../../documents/trusted';
import type { SubmitContext } from '../../ledger/state/context';
import {
  instructionWrites,
  readInstructionHoldings,
  readInstructionIndexHoldings,
} from '../../ledger/settlement/instructions';
import { readIndexHoldings, readResultHoldings } from '../../ledger/trades/matches';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { isRecordedForGood, requireHeldByAll } from '../../rules/records/held';
import {
  asGiven,
  instruct,
  readInstruction,
  readInstructionIndex,
  requireNamedOnce,
  requireOnePair,
  type GivenInstruction,
  type Matched,
} from '../../rules/settlement/instructing';
import { partiesOf, readIndex, requireMatcher } from '../../rules/trades/matching';
import { holdersOf, requireSupervisor } from '../../rules/consortium/membership';

type Given = readonly GivenInstruction[];
type Day = Pick<GivenInstruction['instruction'], 'pair' | 'tradeDate'>;

/** The instructions of a request: of one pair, each once. */
function readGiven({ instructions }: InstructRequest): readonly [GivenInstruction, ...GivenInstruction[]] {
  const [first, ...others] = instructions.map(readInstruction);
  if (!first) throw invalid('instruct-request', { path: '/instructions', message: 'empty' });
  requireOnePair([first, ...others]);
  requireNamedOnce([first, ...others]);
  return [first, ...others];
}

/** The instructions that are not recorded yet. */
async function unrecorded(
  ctx: SubmitContext,
  holders: readonly LedgerMember[],
  given: Given,
): Promise<Given> {
  const holdings = await Promise.all(
    given.map(({ instruction }) => readInstructionHoldings(ctx.state, holders, instruction)),
  );
  return given.filter((each, i) => !isRecordedForGood(holdings[i] ?? [], asGiven(each)));
}

/** A match result of the request, once it is known to stand with all who hold it. */
async function readResult(
  ctx: SubmitContext,
  holders: readonly LedgerMember[],
  { pair, tradeDate }: Day,
  sequence: number,
  texts: readonly string[],
): Promise<MatchResult | undefined> {
  const holdings = await readResultHoldings(ctx.state, holders, { pair, tradeDate }, sequence);
  const text = texts.find((each) => sha256Hex(each) === holdings[0]?.hash);
  const id = [...pair, tradeDate, String(sequence)].join('/');
  const hash = text === undefined ? '' : sha256Hex(text);
  requireHeldByAll(holdings, { document: 'match-result', id, hash });
  return text === undefined ? undefined : readTrustedResult(text);
}

/** What matching found, as far as the instructions are taken from it. */
async function readMatched(
  ctx: SubmitContext,
  holders: readonly LedgerMember[],
  day: Day,
  instructions: Given,
  request: InstructRequest,
): Promise<Matched> {
  const origins = instructions.map(({ instruction }) => instruction.origin);
  const numbers = new Set(origins.flatMap(({ kind, sequence }) => (kind === 'GROSS' ? [sequence] : [])));
  const results = await Promise.all(
    [...numbers].map(async (sequence) => {
      const result = await readResult(ctx, holders, day, sequence, request.results);
      return result ? ([[sequence, result]] as const) : [];
    }),
  );
  const index = readIndex(
    { ...day, index: request.matchIndex },
    await readIndexHoldings(ctx.state, holders, day),
  );
  return { index, results: new Map(results.flat()) };
}

/** Requires that all instructions are of one trade date, and made by whoever sends them. */
function requireOneDay(given: Given, { tradeDate }: Day, caller: string): void {
  for (const { instruction } of given) {
    const { creator } = instruction;
    if (creator !== caller) throw new RefusalError('NOT_THE_SUBMITTER', { claimed: creator, caller });
    if (instruction.tradeDate === tradeDate) continue;
    const facts = { instruction: instructionName(instruction), field: 'tradeDate' } as const;
    throw new RefusalError('INSTRUCTION_MISMATCH', facts);
  }
}

/** Makes instructions out of what matching found: a matched trade each, or what is left of an obligation. */
export async function makeInstructions(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const request = parseDocument('instruct-request', instructRequestChecker, ctx.transient(transient.request));
  const given = readGiven(request);
  const { pair, tradeDate } = given[0].instruction;
  const members = await readMembers(ctx.state);
  const parties = partiesOf(pair, members);
  const supervisor = requireSupervisor(members);
  const { id: caller } = requireMatcher(ctx.caller, members, parties, supervisor);
  requireOneDay(given, { pair, tradeDate }, caller);
  const holders = holdersOf(parties, supervisor);
  const [first, ...others] = await unrecorded(ctx, holders, given);
  if (!first) return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  const [day, standing, matched] = await Promise.all([
    findBusinessDay(ctx.state),
    readInstructionIndexHoldings(ctx.state, holders, pair, tradeDate),
    readMatched(ctx, holders, { pair, tradeDate }, [first, ...others], request),
  ]);
  requirePhase(day, 'OPEN', 'MATCHING_CLOSED');
  const before = readInstructionIndex({ pair, tradeDate }, request.index, standing);
  const index = instruct([first, ...others], before, matched, request.salt);
  return { answer: { status: 'RECORDED' }, writes: instructionWrites(holders, [first, ...others], index) };
}
