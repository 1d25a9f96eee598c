import {
  gathered,
  grownTo,
  match,
  matchRequestChecker,
  scattered,
  shardsToMatch,
  transient,
  type LedgerMember,
  type MatchReceipt,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { findParameters } from '../../ledger/consortium/reference';
import { readMatchIndexHashes, readShardHashes, resultWrite, stateWrites } from '../../ledger/trades/matches';
import {
  correctionsDueWrite,
  duePageText,
  readCorrectionsDueHashes,
  readDueHashes,
  readPageHashes,
  sidesOf,
  takenInWrite,
} from '../../ledger/trades/pages';
import type { SubmittedState } from '../../ledger/state/context';
import type { Write } from '../../ledger/state/write';
import { partiesOf } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';
import { pagesDue, requireCorrectionsDue } from '../../rules/trades/corrections';
import {
  isTakenIn,
  matchIndexGiven,
  requestedPages,
  requireCorrections,
  requireIndex,
  requirePage,
  statementsOf,
  utisOf,
  type RequestedPage,
  type StandingPage,
} from '../../rules/trades/matching';
import { requireShard, requireShards, shardsGiven } from '../../rules/trades/shards';
import { isNew, privateTransaction } from '../execution/private-transaction';

function matched(status: MatchReceipt['status'], sequence: number): MatchReceipt {
  return { status, sequence };
}

async function readPages(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  pages: readonly RequestedPage[],
): Promise<StandingPage[]> {
  return Promise.all(
    pages.map(async (page) => {
      const [hashes, due] = await Promise.all([
        readPageHashes(state, holders, page.header),
        readDueHashes(state, holders, page.header),
      ]);
      return { ...page, hashes, due };
    }),
  );
}

/** Matches two sides' pages, and writes where the pair's trade date stands now. */
export const matchPages = privateTransaction({
  parse: (sent) => parseDocument('match-request', matchRequestChecker, sent(transient.request)),
  sender: () => ({ kind: 'PARTY_OR_SUPERVISOR', makers: [] }),
  parties: ({ pair }, members) => partiesOf(pair, members),
  phases: ['OPEN'],
  before: async ({ request, state, holders }) => {
    const [hashes, given] = await Promise.all([
      readMatchIndexHashes(state, holders, request),
      readPages(state, holders, requestedPages(request)),
    ]);
    requireIndex(request, hashes);
    const index = matchIndexGiven(request.index);
    const due = given.filter((page) => !isTakenIn(page));
    if (index && due.length === 0) {
      return { kind: 'ALREADY_RECORDED', answer: matched('ALREADY_RECORDED', index.sequence) };
    }
    for (const page of due) requirePage(page, duePageText(page.texts.header));
    return isNew({ index, due, pages: due.map(statementsOf) });
  },
  read: async ({ request, standing: { index, pages }, state, holders }) => {
    const shards = shardsToMatch(index, utisOf(pages));
    requireShards('match-request', request.shards, shards);
    const [parameters, shardHashes, corrections] = await Promise.all([
      findParameters(state),
      readShardHashes(state, holders, request, shards),
      Promise.all(sidesOf(request).map((side) => readCorrectionsDueHashes(state, holders, side))),
    ]);
    return { parameters, shardHashes, corrections };
  },
  rests: ({ request, standing: { pages }, found: { shardHashes, corrections } }) => [
    ...request.shards.map((shard, i) => () => {
      requireShard(request, shard, shardHashes[i] ?? { matched: [], open: [] });
    }),
    ...sidesOf(request).map((side, i) => () => {
      const given = request.corrections[i] ?? null;
      requireCorrectionsDue(side, given, corrections[i] ?? []);
      requireCorrections(side.submitter, pagesDue(given), pages);
    }),
  ],
  decide: ({ request, sender, holders, standing: { index, due, pages }, found: { parameters }, today }) => {
    const { pair, tradeDate, salts } = request;
    const shards = shardsGiven(request.shards);
    const { state, result } = match({
      pair,
      tradeDate,
      state: gathered(pair, tradeDate, index, shards),
      pages,
      amountTolerance: BigInt(requireParameters(parameters).amountTolerance),
      businessDay: today.date,
      matchedBy: sender.id,
      salt: salts.result,
    });
    const corrected = sidesOf(request).flatMap((side, i): Write[] =>
      pagesDue(request.corrections[i] ?? null).length === 0
        ? []
        : [
            correctionsDueWrite(holders, {
              type: 'corrections-due',
              version: 1,
              ...side,
              pages: [],
              salt: salts.index,
            }),
          ],
    );
    return {
      answer: matched('RECORDED', state.sequence),
      writes: [
        ...stateWrites(holders, scattered({ index, shards }, state, grownTo(index), salts.index)),
        resultWrite(holders, result),
        ...due.map(({ header }) => takenInWrite(holders, header)),
        ...corrected,
      ],
    };
  },
});
