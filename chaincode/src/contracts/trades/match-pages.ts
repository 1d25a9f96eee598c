import {
  MATCHING_PHASES,
  gathered,
  grownTo,
  match,
  matchedElsewhere,
  matchRequestChecker,
  scattered,
  shardsToMatch,
  shelve,
  transient,
  utiPrefixes,
  type LedgerMember,
  type MatchInput,
  type MatchOutcome,
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
import {
  readUtiRegisterHashes,
  readUtiShelfHashes,
  utiRegisterWrite,
  utiShelfWrite,
} from '../../ledger/trades/utis';
import type { SubmittedState } from '../../ledger/state/context';
import type { Write } from '../../ledger/state/write';
import { partiesOf } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';
import { correctionsDueOf, pagesDue, requireCorrectionsDue } from '../../rules/trades/corrections';
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
import { requireShards, requireShardsStand, shardsGiven } from '../../rules/trades/shards';
import {
  isFirstRegister,
  readGivenUtis,
  requireUtiRegister,
  requireUtiShelf,
  type GivenUtis,
} from '../../rules/trades/utis';
import { ALREADY_RECORDED, isNew, privateTransaction, RECORDED } from '../execution/private-transaction';

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

function utisIn({ result }: MatchOutcome): string[] {
  return result.matched.map(({ uti }) => uti);
}

/** What a match comes to once it is known which of its UTIs stand on the pair's shelves, and what it puts there. */
function shelved(
  {
    input,
    outcome: found,
    register,
    prefixes,
  }: {
    readonly input: MatchInput;
    readonly outcome: MatchOutcome;
    readonly register: Parameters<typeof isFirstRegister>[0] | undefined;
    readonly prefixes: readonly string[];
  },
  given: GivenUtis,
  holders: readonly LedgerMember[],
): { readonly outcome: MatchOutcome; readonly writes: readonly Write[] } {
  const { pair, tradeDate } = input;
  const shelves = prefixes.flatMap((prefix) => given.shelves.get(prefix)?.shelf ?? []);
  const elsewhere = matchedElsewhere(shelves, utisIn(found), tradeDate);
  const outcome = elsewhere.size === 0 ? found : match({ ...input, matchedElsewhere: elsewhere });
  const standing = new Map(shelves.map((shelf) => [shelf.prefix, shelf]));
  const changed = shelve(given.register, pair, standing, utisIn(outcome), tradeDate);
  const isFirst = changed.length > 0 && register !== undefined && isFirstRegister(register);
  return {
    outcome,
    writes: [
      ...(isFirst ? [utiRegisterWrite(holders, pair, given.registerText)] : []),
      ...changed.map((shelf) => utiShelfWrite(holders, given.register, shelf)),
    ],
  };
}

/** Matches two sides' pages, and writes where the pair's trade date stands now, and under which UTIs it has matched. */
export const matchPages = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('match-request', matchRequestChecker, sent(transient.request));
    return { ...request, given: readGivenUtis(request) };
  },
  sender: () => ({ kind: 'PARTY_OR_SUPERVISOR', makers: [] }),
  parties: ({ pair }, members) => partiesOf(pair, members),
  phases: MATCHING_PHASES,
  before: async ({ request, state, holders }) => {
    const [hashes, given] = await Promise.all([
      readMatchIndexHashes(state, holders, request),
      readPages(state, holders, requestedPages(request)),
    ]);
    requireIndex(request, hashes);
    const index = matchIndexGiven(request.index);
    const due = given.filter((page) => !isTakenIn(page));
    if (index && due.length === 0) return ALREADY_RECORDED;
    for (const page of due) requirePage(page, duePageText(page.texts.header));
    return isNew({ index, due, pages: due.map(statementsOf) });
  },
  read: async ({ request, standing: { index, pages }, state, holders, sender, today }) => {
    const { pair, tradeDate, salts, given } = request;
    const numbers = shardsToMatch(index, utisOf(pages));
    requireShards('match-request', request.shards, numbers);
    const [day, parameters, hashes, corrections] = await Promise.all([
      today(),
      findParameters(state),
      readShardHashes(state, holders, request, numbers),
      Promise.all(sidesOf(request).map((side) => readCorrectionsDueHashes(state, holders, side))),
    ]);
    // Before anything is read out of them.
    requireShardsStand(request, request.shards, hashes);
    const shards = shardsGiven(request.shards);
    const input: MatchInput = {
      pair,
      tradeDate,
      state: gathered(pair, tradeDate, index, shards),
      pages,
      amountTolerance: BigInt(requireParameters(parameters).amountTolerance),
      businessDay: day.date,
      matchedBy: sender.id,
      salt: salts.result,
    };
    // As if no UTI had been used: so it shows which ones have to be looked up, and mostly none was.
    const outcome = match(input);
    const prefixes = utiPrefixes(utisIn(outcome));
    const register = prefixes.length === 0 ? undefined : await readUtiRegisterHashes(state, holders, pair);
    const shelves = await Promise.all(
      prefixes.map((prefix) => readUtiShelfHashes(state, holders, given.register, prefix)),
    );
    return { shards, corrections, input, outcome, register, prefixes, shelves };
  },
  rests: ({ request, standing: { pages }, found }) => [
    ...sidesOf(request).map((side, i) => () => {
      const due = request.corrections[i] ?? null;
      requireCorrectionsDue(side, due, found.corrections[i] ?? []);
      requireCorrections(side.submitter, pagesDue(due), pages);
    }),
    () => {
      if (found.register) requireUtiRegister(request.pair, request.given, found.register);
    },
    ...found.prefixes.map((prefix, i) => () => {
      requireUtiShelf(request.pair, request.given.shelves.get(prefix)?.text, found.shelves[i] ?? []);
    }),
  ],
  decide: ({ request, holders, standing: { index, due }, found }) => {
    const { salts, given } = request;
    const { outcome, writes } = shelved(found, given, holders);
    const { state, result } = outcome;
    const documents = scattered({ index, shards: found.shards }, state, grownTo(index), salts.index);
    return {
      answer: RECORDED,
      writes: [
        ...stateWrites(holders, documents),
        resultWrite(holders, result),
        ...writes,
        ...due.map(({ header }) => takenInWrite(holders, header)),
        ...sidesOf(request).flatMap((side, i) => {
          if (pagesDue(request.corrections[i] ?? null).length === 0) return [];
          return [correctionsDueWrite(holders, correctionsDueOf(side, [], salts.index))];
        }),
      ],
    };
  },
});
