import {
  MATCHING_PHASES,
  consentToCancel,
  cancellationConsentChecker,
  cancellationRequestChecker,
  gathered,
  pairOf,
  scattered,
  sha256Hex,
  shardsOf,
  transient,
} from '@jangbu/model';
import { parseCanonical, parseDocument } from '../../documents/parse';
import { readTrustedIndex } from '../../documents/trusted';
import {
  cancellationConsentWrite,
  readCancellationConsentHashes,
  readMatchIndexHashes,
  readResultHashes,
  readShardHashes,
  resultWrite,
  stateWrites,
} from '../../ledger/trades/matches';
import { partiesToSaid } from '../../rules/consortium/membership';
import { requireCancellable, requireMatchResult, tradesIn, utisIn } from '../../rules/trades/cancelling';
import { requireIndex } from '../../rules/trades/matching';
import { requireShards, requireShardsStand, shardsGiven } from '../../rules/trades/shards';
import { privateTransaction, RECORDED, recordedBefore } from '../execution/private-transaction';

/**
 * Records one side's consent to cancelling matched trades. Where the other side has consented to the
 * same before, the trades are cancelled: a consent is what a firm's own client said, never what its
 * peer signed.
 */
export const cancelTrades = privateTransaction({
  parse: (sent) => {
    const text = sent(transient.request);
    const given = parseDocument('cancellation-request', cancellationRequestChecker, text);
    const consent = parseCanonical('cancellation-consent', cancellationConsentChecker, given.consent);
    const { submitter, counterparty, tradeDate } = consent;
    return { given, consent, day: { pair: pairOf(submitter, counterparty), tradeDate } };
  },
  sender: ({ consent }) => ({ kind: 'MEMBER', members: [consent.submitter], role: 'trader' }),
  parties: ({ consent }, members) => partiesToSaid(consent, members),
  phases: MATCHING_PHASES,
  before: ({ request: { given, consent }, state, holders }) =>
    recordedBefore(readCancellationConsentHashes(state, holders, consent), {
      document: 'cancellation-consent',
      id: `${consent.submitter}/${consent.consentId}`,
      hash: sha256Hex(given.consent),
    }),
  read: async ({ request: { given, day }, state, holders }) => {
    const [index, results, shards] = await Promise.all([
      readMatchIndexHashes(state, holders, day),
      Promise.all(given.results.map(({ sequence }) => readResultHashes(state, holders, day, sequence))),
      readShardHashes(
        state,
        holders,
        day,
        given.shards.map(({ shard }) => shard),
      ),
    ]);
    return { index, results, shards };
  },
  rests: ({ request: { given, consent, day }, found }) => [
    ...given.results.map((result, i) => () => {
      requireMatchResult(day, result, found.results[i] ?? []);
    }),
    () => {
      requireIndex({ ...day, index: given.index }, found.index);
    },
    () => {
      const needed = shardsOf(readTrustedIndex(given.index), utisIn(consent));
      requireShards('cancellation-request', given.shards, needed);
    },
    () => {
      requireShardsStand(day, given.shards, found.shards);
    },
  ],
  decide: ({ request: { given, consent, day }, holders, today }) => {
    const index = readTrustedIndex(given.index);
    const shards = shardsGiven(given.shards);
    const before = gathered(day.pair, day.tradeDate, index, shards);
    const trades = tradesIn(given.results);
    requireCancellable(consent, { state: before, trades });
    const { state, result } = consentToCancel({
      state: before,
      consent,
      trades: new Map([...trades].map(([uti, { trade }]) => [uti, trade])),
      businessDay: today.date,
      salt: given.salts.result,
    });
    const documents = scattered({ index, shards }, state, index.shards, given.salts.index);
    return {
      answer: RECORDED,
      writes: [
        cancellationConsentWrite(holders, consent, given.consent),
        ...stateWrites(holders, documents),
        resultWrite(holders, result),
      ],
    };
  },
});
