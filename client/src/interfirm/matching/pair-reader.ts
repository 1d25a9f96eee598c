import {
  canonicalJson,
  Checker,
  correctionsDueChecker,
  gathered,
  matchIndexChecker,
  matchResultChecker,
  matchShardChecker,
  openShardChecker,
  pageName,
  PageReference,
  PageTexts,
  ShardTexts,
  shardsOf,
  transactions,
  UTI_PREFIXES_MAX,
  utiPrefixes,
  utisHeldChecker,
  type GivenShard,
  type MatchIndex,
  type MatchRequest,
  type MatchResult,
  type MatchState,
  type PagesAsked,
  type Pair,
  type PairDay,
  type UtisHeld,
} from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { asDocument, readDocument, parseAnswer } from '../../core/submit/answers';
import { randomSeed } from '../../core/random/random';
import { readParameters } from '../../consortium/governance/parameters';
import { chunksOf } from '../../core/lists/chunks';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';
import { readStoredPage, type PageArchive, type ReadPage } from '../pages/page-archive';

const names = transactions.trades;

/** So many pages are asked for in one query; each may be 256 KB. */
const PAGES_PER_QUERY = 8;

/** So many shards are asked for in one query; each may be some 100 KB. */
const SHARDS_PER_QUERY = 32;

const referencesChecker = new Checker(Type.Array(PageReference));
const pagesChecker = new Checker(Type.Array(Type.Union([Type.Null(), PageTexts])));
const textChecker = new Checker(Type.Union([Type.Null(), Type.String()]));

const shardsChecker = new Checker(Type.Array(ShardTexts));
const correctionsChecker = new Checker(
  Type.Tuple([Type.Union([Type.Null(), Type.String()]), Type.Union([Type.Null(), Type.String()])]),
);

/** Some shards of a pair's trade date: the texts that are hashed on the ledger, and what they say. */
export interface StandingShards {
  readonly texts: readonly ShardTexts[];
  readonly shards: readonly GivenShard[];
}

/** A side's list of pages with corrections that are due, as it stands; null where none does. */
export interface StandingCorrections {
  readonly text: string | null;
  readonly pages: readonly PageReference[];
}

/** A match index as it stands on the ledger: what it says, and the text that is hashed there. */
export interface StandingIndex {
  readonly text: string;
  readonly index: MatchIndex;
}

/** Reads what one's own organisation holds of a pair's trade date. */
export class PairReader {
  readonly #querier: Querier;
  readonly #archive: PageArchive;

  constructor(querier: Querier, archive: PageArchive) {
    this.#querier = querier;
    this.#archive = archive;
  }

  async #query(transaction: string, argument: unknown, options: CallOptions): Promise<unknown> {
    const query = { transaction, argument: JSON.stringify(argument) };
    return parseAnswer(await this.#querier.evaluate(query, options), transaction);
  }

  async #text(transaction: string, argument: unknown, options: CallOptions): Promise<string | null> {
    return asDocument(await this.#query(transaction, argument, options), textChecker, transaction);
  }

  /** The pages of both sides, each side's in the order in which its ids sort. */
  async pages(
    { pair, tradeDate }: PairDay,
    options: CallOptions,
    which: Pick<PagesAsked, 'due' | 'limit'> = {},
  ): Promise<PageReference[]> {
    const answer = await this.#query(names.pages, { pair, tradeDate, ...which }, options);
    return asDocument(answer, referencesChecker, names.pages);
  }

  /** Shards by their numbers. One query for 32. */
  async shards(
    { pair, tradeDate }: PairDay,
    numbers: readonly number[],
    options: CallOptions,
  ): Promise<StandingShards> {
    const groups = chunksOf(numbers, SHARDS_PER_QUERY);
    const answers = await Promise.all(
      groups.map((shards) => this.#query(names.matchShards, { pair, tradeDate, shards }, options)),
    );
    const texts = answers.flatMap((answer) => asDocument(answer, shardsChecker, names.matchShards));
    return { texts, shards: texts.map(readShard) };
  }

  /** What stands of some trades, with the shards in which they are. */
  async tradesIn(
    day: PairDay,
    index: MatchIndex,
    utis: readonly string[],
    options: CallOptions,
  ): Promise<StandingShards & { readonly state: MatchState }> {
    const standing = await this.shards(day, shardsOf(index, utis), options);
    return { ...standing, state: gathered(day.pair, day.tradeDate, index, standing.shards) };
  }

  /** All that is open of a pair's trade date. No query where nothing is, else one for 32 shards. */
  async open(day: PairDay, index: MatchIndex, options: CallOptions): Promise<MatchState> {
    const { shards } = await this.shards(day, index.open, options);
    return gathered(day.pair, day.tradeDate, index, shards);
  }

  /** Both sides' pages with corrections that no match has taken in, in the pair's order. */
  async correctionsDue(
    { pair, tradeDate }: PairDay,
    options: CallOptions,
  ): Promise<[StandingCorrections, StandingCorrections]> {
    const answer = await this.#query(names.correctionsDue, { pair, tradeDate }, options);
    const [first, second] = asDocument(answer, correctionsChecker, names.correctionsDue);
    return [readCorrections(first), readCorrections(second)];
  }

  /**
   * Pages with their texts, in the order asked for: from one's own store, else from the peer. Those
   * not to be had are left out.
   */
  async load(references: readonly PageReference[], options: CallOptions): Promise<ReadPage[]> {
    const stored = await Promise.all(references.map((reference) => this.#archive.get(reference)));
    const lacking = references.filter((_, i) => stored[i] === undefined);
    const fetched = await this.#fetch(lacking, options);
    await this.#archive.keep(fetched);
    const byName = new Map(fetched.map((page) => [pageName(page.reference), page]));
    return references.flatMap((reference, i) => stored[i] ?? byName.get(pageName(reference)) ?? []);
  }

  async #fetch(references: readonly PageReference[], options: CallOptions): Promise<ReadPage[]> {
    const pages: ReadPage[] = [];
    for (let i = 0; i < references.length; i += PAGES_PER_QUERY) {
      const answer = await this.#query(names.page, references.slice(i, i + PAGES_PER_QUERY), options);
      for (const texts of asDocument(answer, pagesChecker, names.page)) {
        const page = texts && readStoredPage(texts);
        if (page) pages.push(page);
      }
    }
    return pages;
  }

  /** The match index; undefined before the first match. */
  async index({ pair, tradeDate }: PairDay, options: CallOptions): Promise<StandingIndex | undefined> {
    const text = await this.#text(names.matchIndex, { pair, tradeDate }, options);
    return text === null
      ? undefined
      : { text, index: readDocument(text, matchIndexChecker, names.matchIndex) };
  }

  /**
   * What a match of pages is given of the pair's UTIs: the register, a new one before its first match, and the shelves
   * that stand. One query for 10,000 prefixes; a page of numbers that follow one another has one or two.
   */
  async utis(pair: Pair, pages: readonly ReadPage[], options: CallOptions): Promise<MatchRequest['utis']> {
    const prefixes = utiPrefixes(pages.flatMap(({ body }) => body.trades.map(({ uti }) => uti)));
    const held: UtisHeld[] = [];
    for (const group of chunksOf(prefixes, UTI_PREFIXES_MAX)) {
      const answer = await this.#query(names.utis, { pair, prefixes: group }, options);
      held.push(asDocument(answer, utisHeldChecker, names.utis));
    }
    const first = { type: 'uti-register', version: 1, pair, secret: randomSeed() };
    const register = held.find((each) => each.register !== null)?.register ?? canonicalJson(first);
    return { register, shelves: held.flatMap(({ shelves }) => shelves) };
  }

  /** What one match brought about; undefined when one's own peer has none of that number. */
  async result(
    { pair, tradeDate }: PairDay,
    sequence: number,
    options: CallOptions,
  ): Promise<MatchResult | undefined> {
    const text = await this.#text(names.matchResult, { pair, tradeDate, sequence }, options);
    return text === null ? undefined : readDocument(text, matchResultChecker, names.matchResult);
  }

  /** By how much amounts of two sides may differ. */
  async amountTolerance(options: CallOptions): Promise<bigint> {
    const { parameters } = await readParameters(this.#querier, options);
    return BigInt(parameters.amountTolerance);
  }
}

function readShard({ shard, matched, open }: ShardTexts): GivenShard {
  const name = names.matchShards;
  return {
    shard,
    matched: matched === null ? null : readDocument(matched, matchShardChecker, name),
    open: open === null ? null : readDocument(open, openShardChecker, name),
  };
}

function readCorrections(text: string | null): StandingCorrections {
  if (text === null) return { text, pages: [] };
  const due = readDocument(text, correctionsDueChecker, names.correctionsDue);
  const { submitter, counterparty, tradeDate } = due;
  return { text, pages: due.pages.map((pageId) => ({ submitter, counterparty, tradeDate, pageId })) };
}
