import {
  canonicalJson,
  makePage,
  pairOf,
  sha256Hex,
  transactions,
  utiPrefixes,
  type MatchIndex,
  type MatchRequest,
  type MatchResult,
  type PageBody,
  type PageEntry,
  type PageReference,
  type PageTexts,
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
): Request {
  return {
    by: consortium.client(by, certificate),
    name: transactions.trades.record,
    transient: { header: page.texts.header, body: page.texts.body },
  };
}

/** Records a page with the peers of all who hold it. */
export function record(consortium: SimulatedConsortium, page: TestPage): Promise<unknown> {
  const holders = consortium.mspIds(...new Set([page.submitter, page.counterparty, 'kofia']));
  return consortium.channel.submit(recording(consortium, page), holders);
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

/** Matches pages with the peers of all who hold them, from the index as it stands. */
export async function matchStated(
  consortium: SimulatedConsortium,
  ...pages: readonly TestPage[]
): Promise<unknown> {
  const pair = pairOf(pages[0]?.submitter ?? 'a', pages[0]?.counterparty ?? 'b');
  const tradeDate = pages[0]?.tradeDate ?? TODAY;
  const index = await indexText(consortium, pair, tradeDate);
  const request = matchRequestOf(pages, index, pair, await shelvesOf(consortium, pair, pages));
  return consortium.channel.submit(
    matching(consortium, request),
    consortium.mspIds(...new Set([...pair, 'kofia'])),
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

export async function matchIndexOf(
  consortium: SimulatedConsortium,
  pair: readonly [string, string] = ['a', 'b'],
): Promise<MatchIndex> {
  return JSON.parse((await indexText(consortium, pair)) ?? 'null') as MatchIndex;
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
