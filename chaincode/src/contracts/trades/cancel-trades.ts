import {
  consentToCancel,
  cancellationConsentChecker,
  cancellationRequestChecker,
  pairOf,
  sha256Hex,
  transient,
} from '@jangbu/model';
import { parseCanonical, parseDocument } from '../../documents/parse';
import { readTrustedIndex } from '../../documents/trusted';
import { readInstructionIndexHashes } from '../../ledger/settlement/instructions';
import {
  cancellationConsentWrite,
  matchWrites,
  readCancellationConsentHashes,
  readMatchIndexHashes,
  readResultHashes,
} from '../../ledger/trades/matches';
import { partiesToSaid } from '../../rules/consortium/membership';
import { instructedIn, requireInstructionIndex } from '../../rules/settlement/instructing';
import { requireCancellable, requireMatchResult, tradesIn } from '../../rules/trades/cancelling';
import { requireIndex } from '../../rules/trades/matching';
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
  phases: ['OPEN'],
  before: ({ request: { given, consent }, state, holders }) =>
    recordedBefore(readCancellationConsentHashes(state, holders, consent), {
      document: 'cancellation-consent',
      id: `${consent.submitter}/${consent.consentId}`,
      hash: sha256Hex(given.consent),
    }),
  read: async ({ request: { given, day }, state, holders }) => {
    const [index, instructed, results] = await Promise.all([
      readMatchIndexHashes(state, holders, day),
      readInstructionIndexHashes(state, holders, day.pair, day.tradeDate),
      Promise.all(given.results.map(({ sequence }) => readResultHashes(state, holders, day, sequence))),
    ]);
    return { index, instructed, results };
  },
  rests: ({ request: { given, day }, found }) => [
    ...given.results.map((result, i) => () => {
      requireMatchResult(day, result, found.results[i] ?? []);
    }),
    () => {
      requireIndex({ ...day, index: given.index }, found.index);
    },
    () => {
      requireInstructionIndex(day, given.instructions, found.instructed);
    },
  ],
  decide: ({ request: { given, consent }, holders, today }) => {
    const index = readTrustedIndex(given.index);
    const trades = tradesIn(given.results);
    requireCancellable(consent, { index, trades, instructions: instructedIn(given.instructions) });
    const outcome = consentToCancel({
      index,
      consent,
      trades: new Map([...trades].map(([uti, { trade }]) => [uti, trade])),
      businessDay: today.date,
      salts: given.salts,
    });
    return {
      answer: RECORDED,
      writes: [cancellationConsentWrite(holders, consent, given.consent), ...matchWrites(holders, outcome)],
    };
  },
});
