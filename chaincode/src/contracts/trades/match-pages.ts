import {
  match,
  matchedElsewhere,
  matchRequestChecker,
  shelve,
  transient,
  utiPrefixes,
  type MatchInput,
  type MatchOutcome,
  type MatchReceipt,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { findParameters } from '../../ledger/consortium/reference';
import type { Write } from '../../ledger/state/write';
import { matchWrites, readMatchIndexHashes } from '../../ledger/trades/matches';
import { readPageHashes } from '../../ledger/trades/pages';
import {
  readUtiRegisterHashes,
  readUtiShelfHashes,
  utiRegisterWrite,
  utiShelfWrite,
} from '../../ledger/trades/utis';
import { partiesOf } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';
import {
  matchIndexGiven,
  newPages,
  requireIndex,
  requirePage,
  statementsOf,
} from '../../rules/trades/matching';
import { isFirstRegister, readGivenUtis, requireUtiRegister, requireUtiShelf } from '../../rules/trades/utis';
import { isNew, privateTransaction } from '../execution/private-transaction';

function matched(status: MatchReceipt['status'], sequence: number): MatchReceipt {
  return { status, sequence };
}

function utisIn({ result }: MatchOutcome): string[] {
  return result.matched.map(({ uti }) => uti);
}

/** Matches two sides' pages, and writes where the pair's trade date stands now, and under which UTIs it has matched. */
export const matchPages = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('match-request', matchRequestChecker, sent(transient.request));
    return { ...request, given: readGivenUtis(request) };
  },
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
  read: async ({ request, standing: { index, pages }, state, holders, sender, today }) => {
    const { pair, tradeDate, salts, given } = request;
    const [day, parameters, hashes] = await Promise.all([
      today(),
      findParameters(state),
      Promise.all(pages.map(({ header }) => readPageHashes(state, holders, header))),
    ]);
    const input: MatchInput = {
      pair,
      tradeDate,
      index,
      pages: pages.map(statementsOf),
      amountTolerance: BigInt(requireParameters(parameters).amountTolerance),
      businessDay: day.date,
      matchedBy: sender.id,
      salts,
    };
    // As if no UTI had been used: so it shows which ones have to be looked up, and mostly none was.
    const outcome = match(input);
    const prefixes = utiPrefixes(utisIn(outcome));
    const register = prefixes.length === 0 ? undefined : await readUtiRegisterHashes(state, holders, pair);
    const shelves = await Promise.all(
      prefixes.map((prefix) => readUtiShelfHashes(state, holders, given.register, prefix)),
    );
    return { hashes, input, outcome, register, prefixes, shelves };
  },
  rests: ({ request: { pair, given }, standing: { pages }, found }) => [
    ...pages.map((page, i) => () => {
      requirePage(page, found.hashes[i] ?? []);
    }),
    () => {
      if (found.register) requireUtiRegister(pair, given, found.register);
    },
    ...found.prefixes.map((prefix, i) => () => {
      requireUtiShelf(pair, given.shelves.get(prefix)?.text, found.shelves[i] ?? []);
    }),
  ],
  decide: ({ request: { pair, tradeDate, given }, holders, found }) => {
    const { input, register, prefixes } = found;
    const shelves = prefixes.flatMap((prefix) => given.shelves.get(prefix)?.shelf ?? []);
    const elsewhere = matchedElsewhere(shelves, utisIn(found.outcome), tradeDate);
    const outcome = elsewhere.size === 0 ? found.outcome : match({ ...input, matchedElsewhere: elsewhere });
    const standing = new Map(shelves.map((shelf) => [shelf.prefix, shelf]));
    const changed = shelve(given.register, pair, standing, utisIn(outcome), tradeDate);
    const isFirst = changed.length > 0 && register !== undefined && isFirstRegister(register);
    const writes: Write[] = [
      ...matchWrites(holders, outcome),
      ...(isFirst ? [utiRegisterWrite(holders, pair, given.registerText)] : []),
      ...changed.map((shelf) => utiShelfWrite(holders, given.register, shelf)),
    ];
    return { answer: matched('RECORDED', outcome.index.sequence), writes };
  },
});
