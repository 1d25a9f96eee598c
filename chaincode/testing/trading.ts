import {
  canonicalJson,
  correctionChecker,
  gathered,
  makePage,
  pairOf,
  sha256Hex,
  shardsOf,
  shardsToMatch,
  transactions,
  utiPrefixes,
  type GivenShard,
  type MatchIndex,
  type MatchRequest,
  type MatchResult,
  type MatchState,
  type PageBody,
  type PageEntry,
  type PageReference,
  type PageTexts,
  type ShardTexts,
  type UtisHeld,
} from '@jangbu/model';
import type { CertificateName } from './certificates';
import type { Request } from './channel';
import { deskOf, TODAY, type SimulatedConsortium } from './consortium';

/** Secrets of the tests: different for each purpose, the same in each run. */
export function saltOf(purpose: string): string {
  return sha256Hex(`salt of ${purpose}`);
}

/** A page by its name, with its texts. */
export interface TestPage extends PageReference {
  readonly texts: PageTexts;
}

export function pageOf(
  submitter: string,
  counterparty: string,
  pageId: string,
  trades: readonly PageEntry[],
  tradeDate = TODAY,
): TestPage {
  const name = { submitter, counterparty, tradeDate, pageId };
  const texts = makePage({ ...name, salt: saltOf(pageId), seed: saltOf(`${pageId} body`) }, trades);
  return { ...name, texts };
}

/** Whose client sends a transaction, when it is not the one that should. */
export interface Sender {
  readonly by?: string;
  readonly certificate?: CertificateName;
}

/** The transaction that records a page. */
export function recording(
  consortium: SimulatedConsortium,
  page: TestPage,
  { by = page.submitter, certificate = 'trader' }: Sender = {},
  corrections = 'null',
): Request {
  const { header, body } = page.texts;
  return {
    by: consortium.client(by, certificate),
    name: transactions.trades.record,
    transient: {
      header,
      body,
      ...(entriesOf(page).some((entry) => correctionChecker.fits(entry)) ? { corrections } : {}),
    },
  };
}

/** The entries of a page; none where its body is made to be refused. */
function entriesOf({ texts }: TestPage): readonly PageEntry[] {
  try {
    return (JSON.parse(texts.body) as Partial<PageBody>).trades ?? [];
  } catch {
    return [];
  }
}

/** Records a page with the peers of all who hold it. */
export async function record(consortium: SimulatedConsortium, page: TestPage): Promise<unknown> {
  const { submitter, counterparty } = page;
  const holders = consortium.mspIds(...new Set([submitter, counterparty, 'kofia']));
  const pair = pairOf(submitter, counterparty);
  const due = await correctionsOf(consortium, pair, submitter, page.tradeDate);
  const corrections = due[submitter === pair[0] ? 0 : 1] ?? 'null';
  return consortium.channel.submit(recording(consortium, page, {}, corrections), holders);
}

/** Which pages with corrections are due, of both sides, as one of the pair holds it. */
export async function correctionsOf(
  consortium: SimulatedConsortium,
  pair: readonly [string, string],
  by = pair[0],
  tradeDate = TODAY,
): Promise<[string | null, string | null]> {
  const reader = consortium.client(by, deskOf(by));
  const asked = { pair, tradeDate };
  return (await consortium.query(reader, transactions.trades.correctionsDue, asked)) as [
    string | null,
    string | null,
  ];
}

/** Shards as the first of the pair holds them. */
export async function shardTexts(
  consortium: SimulatedConsortium,
  pair: readonly [string, string],
  shards: readonly number[],
  tradeDate = TODAY,
): Promise<ShardTexts[]> {
  const reader = consortium.client(pair[0], deskOf(pair[0]));
  const asked = { pair, tradeDate, shards };
  return (await consortium.query(reader, transactions.trades.matchShards, asked)) as ShardTexts[];
}

/** The shards in which trades stand, as the first of the pair holds them. */
export async function shardsWith(
  consortium: SimulatedConsortium,
  pair: readonly [string, string],
  utis: readonly string[],
): Promise<ShardTexts[]> {
  return shardTexts(consortium, pair, shardsOf(await headOf(consortium, pair), utis));
}

async function headOf(
  consortium: SimulatedConsortium,
  pair: readonly [string, string],
): Promise<MatchIndex | undefined> {
  const text = await indexText(consortium, pair);
  return text === null ? undefined : (JSON.parse(text) as MatchIndex);
}

/** A pair's register of UTIs: the same in each run, so it is the one that stands where one does. */
function utiRegisterOf(pair: readonly [string, string]): string {
  const secret = saltOf(`UTIs of ${pair.join()}`);
  return canonicalJson({ type: 'uti-register', version: 1, pair, secret });
}

/** The shelves that stand of the UTIs of pages. */
async function shelvesOf(
  consortium: SimulatedConsortium,
  pair: readonly [string, string],
  pages: readonly TestPage[],
): Promise<readonly string[]> {
  const bodies = pages.map(({ texts }) => JSON.parse(texts.body) as PageBody);
  const prefixes = utiPrefixes(bodies.flatMap(({ trades }) => trades.map(({ uti }) => uti)));
  const reader = consortium.client(pair[0], deskOf(pair[0]));
  const held = await consortium.query(reader, transactions.trades.utis, { pair, prefixes });
  return (held as UtisHeld).shelves;
}

/** A match request; as a pair's first one, unless said otherwise. */
export function matchRequestOf(
  pages: readonly TestPage[],
  index: string | null,
  pair: readonly [string, string] = ['a', 'b'],
  shelves: readonly string[] = [],
): MatchRequest {
  return {
    type: 'match-request',
    version: 1,
    pair: [...pair],
    tradeDate: pages[0]?.tradeDate ?? TODAY,
    pages: pages.map(({ texts }) => ({ header: texts.header, body: texts.body })),
    index,
    shards: [{ shard: 0, matched: null, open: null }],
    corrections: [null, null],
    utis: { register: utiRegisterOf(pair), shelves: [...shelves] },
    salts: { index: saltOf(`index ${index ?? ''}`), result: saltOf(`result ${index ?? ''}`) },
  };
}

/** The transaction that matches. */
export function matching(
  consortium: SimulatedConsortium,
  request: MatchRequest,
  { by = request.pair[0], certificate = deskOf(by) }: Sender = {},
): Request {
  return {
    by: consortium.client(by, certificate),
    name: transactions.trades.match,
    transient: { request: JSON.stringify(request) },
  };
}

/** The request that matches pages, from what stands. */
export async function standingMatchRequest(
  consortium: SimulatedConsortium,
  ...pages: readonly TestPage[]
): Promise<MatchRequest> {
  const pair = pairOf(pages[0]?.submitter ?? 'a', pages[0]?.counterparty ?? 'b');
  const tradeDate = pages[0]?.tradeDate ?? TODAY;
  const index = await indexText(consortium, pair, tradeDate);
  // A page that was taken in before takes no shard.
  const due = new Set(await duePages(consortium, pair, tradeDate));
  const taken = pages
    .filter(({ pageId }) => due.has(pageId))
    .flatMap((page) => entriesOf(page).map(({ uti }) => uti));
  const head = index === null ? undefined : (JSON.parse(index) as MatchIndex);
  return {
    ...matchRequestOf(pages, index, pair, await shelvesOf(consortium, pair, pages)),
    shards: await shardTexts(consortium, pair, shardsToMatch(head, taken), tradeDate),
    corrections: await correctionsOf(consortium, pair, pair[0], tradeDate),
  };
}

/** Matches pages with the peers of all who hold them, from the index as it stands. */
export async function matchStated(
  consortium: SimulatedConsortium,
  ...pages: readonly TestPage[]
): Promise<unknown> {
  const request = await standingMatchRequest(consortium, ...pages);
  return consortium.channel.submit(
    matching(consortium, request),
    consortium.mspIds(...new Set([...request.pair, 'kofia'])),
  );
}

async function textAt(
  consortium: SimulatedConsortium,
  name: string,
  asked: object,
  by: string,
): Promise<string | null> {
  const text = await consortium.query(consortium.client(by, deskOf(by)), name, asked);
  return typeof text === 'string' ? text : null;
}

/** A pair's match index as the first of the pair holds it. */
export function indexText(
  consortium: SimulatedConsortium,
  pair: readonly [string, string],
  tradeDate = TODAY,
): Promise<string | null> {
  return textAt(consortium, transactions.trades.matchIndex, { pair, tradeDate }, pair[0]);
}

/** Ids of the pages that no match has taken in, as the first of the pair holds them. */
async function duePages(
  consortium: SimulatedConsortium,
  pair: readonly [string, string],
  tradeDate: string,
): Promise<string[]> {
  const reader = consortium.client(pair[0], deskOf(pair[0]));
  const asked = { pair, tradeDate, due: true };
  const found = await consortium.query(reader, transactions.trades.pages, asked);
  return (found as PageReference[]).map(({ pageId }) => pageId);
}

/** All that stands of a pair's trade date, as the first of them holds it. */
export async function matchStateOf(
  consortium: SimulatedConsortium,
  pair: readonly [string, string] = ['a', 'b'],
): Promise<MatchState> {
  const index = await headOf(consortium, pair);
  const texts = await shardTexts(
    consortium,
    pair,
    Array.from({ length: index?.shards ?? 1 }, (_, i) => i),
  );
  const shards = texts.map(({ shard, matched, open }) => ({
    shard,
    matched: JSON.parse(matched ?? 'null') as GivenShard['matched'],
    open: JSON.parse(open ?? 'null') as GivenShard['open'],
  }));
  return gathered(pair, TODAY, index, shards);
}

export async function matchResultOf(
  consortium: SimulatedConsortium,
  sequence: number,
  pair: readonly [string, string] = ['a', 'b'],
): Promise<MatchResult> {
  const asked = { pair, tradeDate: TODAY, sequence };
  return JSON.parse(
    (await textAt(consortium, transactions.trades.matchResult, asked, pair[0])) ?? 'null',
  ) as MatchResult;
}
