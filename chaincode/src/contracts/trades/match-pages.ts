import { match, matchRequestChecker, transient, type MatchReceipt } from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { findParameters } from '../../ledger/consortium/reference';
import { matchWrites, readMatchIndexHashes } from '../../ledger/trades/matches';
import { readPageHashes } from '../../ledger/trades/pages';
import { partiesOf } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';
import {
  matchIndexGiven,
  newPages,
  requireIndex,
  requirePage,
  statementsOf,
} from '../../rules/trades/matching';
import { isNew, privateTransaction } from '../execution/private-transaction';

function matched(status: MatchReceipt['status'], sequence: number): MatchReceipt {
  return { status, sequence };
}

/** Matches two sides' pages, and writes where the pair's trade date stands now. */
export const matchPages = privateTransaction({
  parse: (sent) => parseDocument('match-request', matchRequestChecker, sent(transient.request)),
  sender: () => ({ kind: 'PARTY_OR_SUPERVISOR', makers: [] }),
  parties: ({ pair }, members) => partiesOf(pair, members),
  phases: ['OPEN'],
  before: async ({ request, state, holders }) => {
    requireIndex(request, await readMatchIndexHashes(state, holders, request));
    const index = matchIndexGiven(request.index);
    const pages = newPages(request, index);
    if (!index || pages.length > 0) return isNew({ index, pages });
    return { kind: 'ALREADY_RECORDED', answer: matched('ALREADY_RECORDED', index.sequence) };
  },
  read: async ({ standing: { pages }, state, holders }) => {
    const [parameters, hashes] = await Promise.all([
      findParameters(state),
      Promise.all(pages.map(({ header }) => readPageHashes(state, holders, header))),
    ]);
    return { parameters, hashes };
  },
  rests: ({ standing: { pages }, found: { hashes } }) =>
    pages.map((page, i) => () => {
      requirePage(page, hashes[i] ?? []);
    }),
  decide: ({ request, sender, holders, standing: { index, pages }, found: { parameters }, today }) => {
    const { pair, tradeDate, salts } = request;
    const outcome = match({
      pair,
      tradeDate,
      index,
      pages: pages.map(statementsOf),
      amountTolerance: BigInt(requireParameters(parameters).amountTolerance),
      businessDay: today.date,
      matchedBy: sender.id,
      salts,
    });
    return { answer: matched('RECORDED', outcome.index.sequence), writes: matchWrites(holders, outcome) };
  },
});
