import {
  pageHeaderChecker,
  pageName,
  pairOf,
  RefusalError,
  sha256Hex,
  type MatchIndex,
  type MatchRequest,
  type PageHeader,
  type PageTexts,
  type Pair,
  type StatedPage,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { readTrustedIndex } from '../../documents/trusted';
import { bodyHashOf, standingEntries } from './page';
import { requireHeldByAll, requireStanding, type HeldHashes } from '../records/held';

/** What a request starts from: the text of a pair's match index; null when the trade date has none. */
export interface GivenIndex {
  readonly pair: Pair;
  readonly tradeDate: string;
  readonly index: string | null;
}

/**
 * Requires that the index from which a request starts is the one that stands.
 *
 * @param hashes what stands with all who hold the index
 * @throws RefusalError MATCH_INDEX_MOVED when all hold another one; DOCUMENT_NOT_HELD when they differ
 */
export function requireIndex({ pair, tradeDate, index: given }: GivenIndex, hashes: HeldHashes): void {
  const name = { document: 'match-index', id: [...pair, tradeDate].join('/') };
  requireStanding(given, hashes, name, new RefusalError('MATCH_INDEX_MOVED', { pair, tradeDate }));
}

/** A match index that stands; undefined where the trade date has none. See {@link requireIndex}. */
export function matchIndexGiven(index: string | null): MatchIndex | undefined {
  return index === null ? undefined : readTrustedIndex(index);
}

/** A page that a match is to take in. */
export interface RequestedPage {
  readonly header: PageHeader;
  readonly texts: PageTexts;
}

/** A page that a match is to take in, with what stands of it. */
export interface StandingPage extends RequestedPage {
  /** Of its header, which commits to the body. */
  readonly hashes: HeldHashes;
  /** Of its being due. */
  readonly due: HeldHashes;
}

/**
 * The pages of a request, each once.
 *
 * @throws RefusalError INVALID_DOCUMENT, PAGE_OF_ANOTHER_PAIR
 */
export function requestedPages(request: MatchRequest): RequestedPage[] {
  const seen = new Set<string>();
  return request.pages.flatMap((texts) => {
    const header = parseDocument('trade-page', pageHeaderChecker, texts.header);
    const [first, second] = pairOf(header.submitter, header.counterparty);
    const name = pageName(header);
    if (first !== request.pair[0] || second !== request.pair[1] || header.tradeDate !== request.tradeDate) {
      throw new RefusalError('PAGE_OF_ANOTHER_PAIR', { page: name });
    }
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ header, texts }];
  });
}

/** Whether a match has taken a page in: it stands, and is due with nobody. */
export function isTakenIn({ texts, hashes, due }: StandingPage): boolean {
  const hash = sha256Hex(texts.header);
  return hashes.every((held) => held.hash === hash) && due.every((held) => held.hash === undefined);
}

/**
 * Requires that all who must hold a page do hold it, as given, and that it is due with all of them.
 *
 * @throws RefusalError DOCUMENT_NOT_HELD, PAGE_INCONSISTENT
 */
export function requirePage({ header, texts, hashes, due }: StandingPage, dueText: string): void {
  const id = pageName(header);
  requireHeldByAll(hashes, { document: 'trade-page', id, hash: sha256Hex(texts.header) });
  if (bodyHashOf(texts.body) !== header.bodyHash) {
    throw new RefusalError('PAGE_INCONSISTENT', { field: 'bodyHash' });
  }
  requireHeldByAll(due, { document: 'due-page', id, hash: sha256Hex(dueText) });
}

/**
 * The statements of a page that stands (see {@link requirePage}). Its trades were judged when it was
 * recorded, by the supervisor's peer among others; they are not judged again.
 */
export function statementsOf({ header, texts }: RequestedPage): StatedPage {
  const { submitter, pageId } = header;
  return { submitter, pageId, trades: standingEntries(texts.body) };
}

/** UTIs of all entries of pages. */
export function utisOf(pages: readonly StatedPage[]): Set<string> {
  return new Set(pages.flatMap(({ trades }) => trades.map(({ uti }) => uti)));
}

/**
 * Requires that a match takes in all pages with corrections that a side has recorded: else whoever matches could
 * choose what has been corrected.
 *
 * @param due ids of the side's pages that have to be among those of the match
 * @throws RefusalError CORRECTIONS_LEFT_OUT
 */
export function requireCorrections(
  submitter: string,
  due: readonly string[],
  pages: readonly StatedPage[],
): void {
  const given = new Set(pages.map(pageName));
  const names = due.map((pageId) => pageName({ submitter, pageId }));
  const leftOut = names.filter((name) => !given.has(name));
  if (leftOut.length > 0) throw new RefusalError('CORRECTIONS_LEFT_OUT', { pages: leftOut });
}
