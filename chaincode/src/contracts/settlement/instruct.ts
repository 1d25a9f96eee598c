import {
  PHASES,
  gathered,
  instructRequestChecker,
  scattered,
  sha256Hex,
  shardsOf,
  transient,
  type InstructRequest,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { readTrustedIndex, readTrustedResult } from '../../documents/trusted';
import { openedWrite } from '../../ledger/settlement/instruction-marks';
import { instructionWrite, readInstructionHashes } from '../../ledger/settlement/instructions';
import { readTermsHashes } from '../../ledger/settlement/terms';
import {
  readMatchIndexHashes,
  readResultHashes,
  readShardHashes,
  stateWrites,
} from '../../ledger/trades/matches';
import { partiesOf } from '../../rules/consortium/membership';
import { requireOwners } from '../../rules/holdings/lots';
import { isRecordedForGood, requireHeldByAll, type HeldHashes } from '../../rules/records/held';
import {
  asGiven,
  grossUtis,
  instruct,
  readInstruction,
  requireNamedOnce,
  requireNettable,
  requireOneDay,
  requireOnePair,
  type GivenInstruction,
} from '../../rules/settlement/instructing';
import { requireGrossAgreed } from '../../rules/settlement/terms';
import { requireIndex } from '../../rules/trades/matching';
import { requireShards, requireShardsStand, shardsGiven } from '../../rules/trades/shards';
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
  phases: PHASES,
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
    const isGross = grossUtis(standing).length > 0;
    const [index, shards, results, terms] = await Promise.all([
      readMatchIndexHashes(state, holders, day),
      readShardHashes(
        state,
        holders,
        day,
        given.shards.map(({ shard }) => shard),
      ),
      Promise.all(
        resultNumbers(standing).map(async (sequence): Promise<NumberedResult> => {
          const hashes = await readResultHashes(state, holders, day, sequence);
          const text = given.results.find((each) => sha256Hex(each) === hashes[0]?.hash);
          return { sequence, text, hashes };
        }),
      ),
      Promise.all(isGross ? day.pair.map((member) => readTermsHashes(state, holders, day.pair, member)) : []),
    ]);
    return { index, shards, results, terms };
  },
  rests: ({ request: { given, instructions, day }, found }) => [
    ...found.results.map(({ sequence, text, hashes }) => () => {
      const id = [...day.pair, day.tradeDate, String(sequence)].join('/');
      const hash = text === undefined ? '' : sha256Hex(text);
      requireHeldByAll(hashes, { document: 'match-result', id, hash });
    }),
    () => {
      if (found.terms.length > 0) requireGrossAgreed(day.pair, given.terms, found.terms);
    },
    () => {
      requireIndex({ ...day, index: given.index }, found.index);
    },
    () => {
      requireShards(
        'instruct-request',
        given.shards,
        shardsOf(readTrustedIndex(given.index), grossUtis(instructions)),
      );
    },
    () => {
      requireShardsStand(day, given.shards, found.shards);
    },
  ],
  decide: ({ request: { given, day }, standing: fresh, holders, found, today }) => {
    const results = found.results.flatMap(({ sequence, text }) =>
      text === undefined ? [] : [[sequence, readTrustedResult(text)] as const],
    );
    const index = readTrustedIndex(given.index);
    const shards = shardsGiven(given.shards);
    const before = gathered(day.pair, day.tradeDate, index, shards);
    const state = instruct(fresh, before, new Map(results));
    requireNettable(fresh, today);
    return {
      answer: RECORDED,
      writes: [
        ...fresh.flatMap((each) => [instructionWrite(holders, each), openedWrite(holders, each.instruction)]),
        ...stateWrites(holders, scattered({ index, shards }, state, index.shards, given.salt)),
      ],
    };
  },
});
