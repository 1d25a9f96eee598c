import { instructRequestChecker, sha256Hex, transient, type InstructRequest } from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { readTrustedResult } from '../../documents/trusted';
import {
  instructionWrites,
  readInstructionHashes,
  readInstructionIndexHashes,
} from '../../ledger/settlement/instructions';
import { readMatchIndexHashes, readResultHashes } from '../../ledger/trades/matches';
import { partiesOf } from '../../rules/consortium/membership';
import { requireOwners } from '../../rules/holdings/lots';
import { isRecordedForGood, requireHeldByAll, type HeldHashes } from '../../rules/records/held';
import {
  asGiven,
  instruct,
  instructedIn,
  readInstruction,
  requireInstructionIndex,
  requireNamedOnce,
  requireOneDay,
  requireOnePair,
  type GivenInstruction,
} from '../../rules/settlement/instructing';
import { matchIndexGiven, requireIndex } from '../../rules/trades/matching';
import { ALREADY_RECORDED, isNew, privateTransaction, RECORDED } from '../execution/private-transaction';

/** A match result that instructions are taken from, by its number: the text that fits what stands of it. */
interface NumberedResult {
  readonly sequence: number;
  readonly text: string | undefined;
  readonly hashes: HeldHashes;
}

/** The instructions of a request: of one pair and trade date, each once. */
function readGiven({ instructions }: InstructRequest): readonly [GivenInstruction, ...GivenInstruction[]] {
  const [first, ...others] = instructions.map(readInstruction);
  if (!first) throw invalid('instruct-request', { path: '/instructions', message: 'empty' });
  requireOnePair([first, ...others]);
  requireNamedOnce([first, ...others]);
  requireOneDay([first, ...others]);
  return [first, ...others];
}

/** The numbers of the match results that hold the trades of gross instructions. */
function resultNumbers(instructions: readonly GivenInstruction[]): number[] {
  const origins = instructions.map(({ instruction }) => instruction.origin);
  return [...new Set(origins.flatMap(({ kind, sequence }) => (kind === 'GROSS' ? [sequence] : [])))];
}

/** Makes instructions out of what matching found: a matched trade each, or what is left of an obligation. */
export const makeInstructions = privateTransaction({
  parse: (sent) => {
    const given = parseDocument('instruct-request', instructRequestChecker, sent(transient.request));
    const instructions = readGiven(given);
    const { pair, tradeDate } = instructions[0].instruction;
    return { given, instructions, day: { pair, tradeDate } };
  },
  sender: ({ instructions }) => ({
    kind: 'PARTY_OR_SUPERVISOR',
    makers: instructions.map(({ instruction }) => instruction.creator),
  }),
  parties: ({ day }, members) => partiesOf(day.pair, members),
  phases: ['OPEN', 'MATCHING_CLOSED'],
  before: async ({ request: { instructions }, state, holders }) => {
    const hashes = await Promise.all(
      instructions.map(({ instruction }) => readInstructionHashes(state, holders, instruction)),
    );
    const [first, ...others] = instructions.filter(
      (each, i) => !isRecordedForGood(hashes[i] ?? [], asGiven(each)),
    );
    return first ? isNew([first, ...others] as const) : ALREADY_RECORDED;
  },
  read: async ({ request: { given, day }, standing, state, holders, parties, supervisor }) => {
    requireOwners(parties, supervisor);
    const [instructed, index, results] = await Promise.all([
      readInstructionIndexHashes(state, holders, day.pair, day.tradeDate),
      readMatchIndexHashes(state, holders, day),
      Promise.all(
        resultNumbers(standing).map(async (sequence): Promise<NumberedResult> => {
          const hashes = await readResultHashes(state, holders, day, sequence);
          const text = given.results.find((each) => sha256Hex(each) === hashes[0]?.hash);
          return { sequence, text, hashes };
        }),
      ),
    ]);
    return { instructed, index, results };
  },
  rests: ({ request: { given, day }, found }) => [
    ...found.results.map(({ sequence, text, hashes }) => () => {
      const id = [...day.pair, day.tradeDate, String(sequence)].join('/');
      const hash = text === undefined ? '' : sha256Hex(text);
      requireHeldByAll(hashes, { document: 'match-result', id, hash });
    }),
    () => {
      requireIndex({ ...day, index: given.matchIndex }, found.index);
    },
    () => {
      requireInstructionIndex(day, given.index, found.instructed);
    },
  ],
  decide: ({ request: { given }, standing: fresh, holders, found }) => {
    const results = found.results.flatMap(({ sequence, text }) =>
      text === undefined ? [] : [[sequence, readTrustedResult(text)] as const],
    );
    const matched = { index: matchIndexGiven(given.matchIndex), results: new Map(results) };
    const index = instruct(fresh, instructedIn(given.index), matched, given.salt);
    return { answer: RECORDED, writes: instructionWrites(holders, fresh, index) };
  },
});
