import {
  canonicalJson,
  LIST_LIMIT_MAX,
  MATCH_PAGES_MAX,
  pageName,
  shardsToMatch,
  transactions,
  transient,
  type CorrectedStatement,
  type EntryWithoutEffect,
  type MatchRequest,
  type PageReference,
  type PairDay,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { PeerError, RefusedError } from '../../core/errors';
import { randomSalt } from '../../core/random/random';
import {
  MatchView,
  toMatchedTrade,
  type MatchedTrade,
  type Obligation,
  type TradeBreak,
  type WaitingTrade,
} from './match-view';
import type { ReadPage } from '../pages/page-archive';
import type { PairReader, StandingIndex } from './pair-reader';

/** What a match brought about, and where the pair's trade date stands after it. */
export interface MatchSummary extends PairDay {
  /** Matches and cancellations done so far on the pair's trade date; 0 when there is nothing to match. */
  readonly sequence: number;
  /** Trades matched since the call began, by whoever's match. */
  readonly matched: readonly MatchedTrade[];
  /** Statements replaced or withdrawn since the call began. */
  readonly corrected: readonly CorrectedStatement[];
  /** Statements and corrections taken in since the call began that have no effect, each with why. */
  readonly withoutEffect: readonly EntryWithoutEffect[];
  /** All trades matched on the pair's trade date. */
  readonly matchedInAll: number;
  /** All breaks as they stand. */
  readonly breaks: readonly TradeBreak[];
  /** All trades that wait for their other side. */
  readonly waiting: readonly WaitingTrade[];
  /** All net obligations. */
  readonly obligations: readonly Obligation[];
  /** Pages on the ledger of which one's own peer has not the content (yet); they were left out. */
  readonly missing: readonly PageReference[];
}

/** A match's private documents stay below this, in bytes: each endorser gets and checks them all. */
const REQUEST_BYTES = 3 * 1024 * 1024;
/** So many pages at a time are loaded and sent. */
const REQUEST_PAGES = 16;
/** What was read has moved on meanwhile, or one more correction has come: it is read again. */
const MOVED = ['MATCH_INDEX_MOVED', 'RECORD_MOVED', 'CORRECTIONS_LEFT_OUT'] as const;

/** So often in a row somebody else's match may come first before the refusal is passed on. */
const IDLE_ROUNDS = 10;

/** Both sides' pages by turns, so that trades meet their other side early and few stay open between. */
export function byTurns(
  pages: readonly PageReference[],
  [first]: readonly [string, string],
): PageReference[] {
  const ours = pages.filter(({ submitter }) => submitter === first);
  const theirs = pages.filter(({ submitter }) => submitter !== first);
  const longer = Math.max(ours.length, theirs.length);
  return Array.from({ length: longer }, (_, i) => [ours[i], theirs[i]])
    .flat()
    .filter((page) => page !== undefined);
}

function sum(texts: readonly string[]): number {
  return texts.reduce((bytes, { length }) => bytes + length, 0);
}

/**
 * As many pages from the front as one request carries: one at least, unless the contracts take no more.
 *
 * @param beside what the request has besides: so many pages, and so many bytes
 */
export function oneRequest(
  pages: readonly ReadPage[],
  beside: { readonly pages: number; readonly bytes: number },
): ReadPage[] {
  const room = pages.slice(0, MATCH_PAGES_MAX - beside.pages);
  let { bytes } = beside;
  const end = room.findIndex(({ texts }, i) => {
    bytes += texts.header.length + texts.body.length;
    return i > 0 && bytes > REQUEST_BYTES;
  });
  return end < 0 ? room : room.slice(0, end);
}

/** The pages of one request, and what it says of corrections. */
interface NextPages {
  readonly pages: readonly ReadPage[];
  readonly corrections: MatchRequest['corrections'];
}

function sequenceOf(standing: StandingIndex | undefined): number {
  return standing?.index.sequence ?? 0;
}

/** Matches a pair's trade date: in as many transactions as its pages need. */
export class TradeMatching {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #reader: PairReader;

  constructor(contracts: ContractClient, members: Members, reader: PairReader) {
    this.#contracts = contracts;
    this.#members = members;
    this.#reader = reader;
  }

  async match(day: PairDay, options: CallOptions): Promise<MatchSummary> {
    const begun = await this.#reader.index(day, options);
    const missing = new Map<string, PageReference>();
    let standing = begun;
    for (let idle = 0; ;) {
      const next = await this.#nextPages(day, standing, missing, options);
      if (next.pages.length === 0) break;
      const moved = await this.#takeIn(day, standing, next, options);
      const before = sequenceOf(standing);
      standing = await this.#reader.index(day, options);
      idle = sequenceOf(standing) > before && !moved ? 0 : idle + 1;
      if (idle > IDLE_ROUNDS) throw moved ?? new PeerError('a match was recorded and does not show');
    }
    return this.#summary(day, sequenceOf(begun), standing, [...missing.values()], options);
  }

  /** Pages with their content; those of which it is not to be had are added to `missing`. */
  async #load(
    asked: readonly PageReference[],
    missing: Map<string, PageReference>,
    options: CallOptions,
  ): Promise<ReadPage[]> {
    const pages = await this.#reader.load(asked, options);
    const loaded = new Set(pages.map(({ reference }) => pageName(reference)));
    for (const page of asked) if (!loaded.has(pageName(page))) missing.set(pageName(page), page);
    return pages;
  }

  /**
   * The pages of the next request: all corrections that are due, and others as far as there is room. None where the
   * content of a correction is not to be had: without it nothing can be matched.
   */
  async #nextPages(
    day: PairDay,
    standing: StandingIndex | undefined,
    missing: Map<string, PageReference>,
    options: CallOptions,
  ): Promise<NextPages> {
    const due = await this.#reader.correctionsDue(day, options);
    const corrections: MatchRequest['corrections'] = [due[0].text, due[1].text];
    const correcting = due.flatMap(({ pages }) => pages);
    const first = await this.#load(correcting, missing, options);
    if (first.length < correcting.length) return { pages: [], corrections };
    const taken = new Set(correcting.map(pageName));
    for (;;) {
      const asked = await this.#due(day, new Set([...taken, ...missing.keys()]), options);
      const pages = await this.#load(asked, missing, options);
      if (asked.length > 0 && pages.length === 0) continue;
      const bytes = sum([standing?.text ?? '', ...first.map(({ texts }) => texts.header + texts.body)]);
      const beside = { pages: first.length, bytes };
      return { pages: [...first, ...oneRequest(pages, beside)], corrections };
    }
  }

  /** Pages that no match has taken in, as many as one request is to have; some are left out. */
  async #due(day: PairDay, without: ReadonlySet<string>, options: CallOptions): Promise<PageReference[]> {
    const wanted = REQUEST_PAGES + without.size;
    // Where more are left out than a query takes a limit for, all that are due are asked for.
    const limit = wanted > LIST_LIMIT_MAX ? {} : { limit: wanted };
    const pages = await this.#reader.pages(day, options, { due: true, ...limit });
    return byTurns(
      pages.filter((page) => !without.has(pageName(page))),
      day.pair,
    ).slice(0, REQUEST_PAGES);
  }

  /** One match. @returns the refusal when somebody else's match or correction came first */
  async #takeIn(
    { pair, tradeDate }: PairDay,
    standing: StandingIndex | undefined,
    { pages, corrections }: NextPages,
    options: CallOptions,
  ): Promise<RefusedError | undefined> {
    const utis = pages.flatMap(({ body }) => body.trades.map(({ uti }) => uti));
    const numbers = shardsToMatch(standing?.index, utis);
    const { texts: shards } = await this.#reader.shards({ pair, tradeDate }, numbers, options);
    const request: MatchRequest = {
      type: 'match-request',
      version: 1,
      pair: [...pair],
      tradeDate,
      pages: pages.map(({ texts }) => ({ ...texts })),
      index: standing?.text ?? null,
      shards: [...shards],
      corrections,
      utis: await this.#reader.utis(pair, pages, options),
      salts: { index: randomSalt(), result: randomSalt() },
    };
    const submission = {
      transaction: transactions.trades.match,
      transient: { [transient.request]: canonicalJson(request) },
      endorsers: this.#members.partiesAndSupervisor(pair),
      finalRefusals: MOVED,
    };
    try {
      await this.#contracts.submit(submission, options);
      return undefined;
    } catch (error) {
      if (error instanceof RefusedError && MOVED.some((code) => code === error.code)) return error;
      throw error;
    }
  }

  async #summary(
    day: PairDay,
    before: number,
    standing: StandingIndex | undefined,
    missing: readonly PageReference[],
    options: CallOptions,
  ): Promise<MatchSummary> {
    const nothing = { matched: [], corrected: [], withoutEffect: [], matchedInAll: 0 };
    const none = { breaks: [], waiting: [], obligations: [] };
    if (!standing) return { ...day, sequence: 0, ...nothing, ...none, missing };
    const { index } = standing;
    const numbers = Array.from({ length: index.sequence - before }, (_, i) => before + 1 + i);
    const results = await Promise.all(numbers.map((each) => this.#reader.result(day, each, options)));
    const open = await this.#reader.open(day, index, options);
    const view = new MatchView(open, await this.#reader.amountTolerance(options));
    return {
      ...day,
      sequence: index.sequence,
      matched: results.flatMap((result) => (result?.matched ?? []).map(toMatchedTrade)),
      corrected: results.flatMap((result) => result?.corrected ?? []),
      withoutEffect: results.flatMap((result) => result?.withoutEffect ?? []),
      matchedInAll: index.matched,
      breaks: view.breaks(),
      waiting: view.waiting(),
      obligations: view.obligations(),
      missing,
    };
  }
}
