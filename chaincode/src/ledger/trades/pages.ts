import {
  canonicalJson,
  keys,
  pairOf,
  sha256Hex,
  type CorrectionsDue,
  type DaySide,
  type DuePage,
  type Key,
  type LedgerMember,
  type PageReference,
  type PageTexts,
  type PairDay,
} from '@jangbu/model';
import type { OwnCollection, SubmittedState } from '../state/context';
import type { HeldHashes } from '../../rules/records/held';
import { readHeldHashes } from '../state/held';
import { take } from '../state/take';
import { privateWrite, takeAway, type Write } from '../state/write';

function headerKey({ submitter, counterparty, tradeDate, pageId }: PageReference): Key {
  return keys.page(submitter, counterparty, tradeDate, pageId);
}

function bodyKey({ submitter, counterparty, tradeDate, pageId }: PageReference): Key {
  return keys.pageBody(submitter, counterparty, tradeDate, pageId);
}

/**
 * What stands of a page with those who should hold it. The header speaks for the page: it commits to
 * the body, and it stays when the body is purged.
 */
export function readPageHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  page: PageReference,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, headerKey(page));
}

function dueKey({ submitter, counterparty, tradeDate, pageId }: PageReference): Key {
  return keys.duePage(submitter, counterparty, tradeDate, pageId);
}

/** The text that stands of a page until a match takes it in. */
export function duePageText(header: string): string {
  const document: DuePage = { type: 'due-page', version: 1, header: sha256Hex(header) };
  return canonicalJson(document);
}

/** What stands of a page's being due with those who should hold it: nothing once a match has taken it in. */
export function readDueHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  page: PageReference,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, dueKey(page));
}

/** Writes a page to all who hold it. */
export function pageWrites(holders: readonly LedgerMember[], page: PageReference, texts: PageTexts): Write[] {
  return [
    privateWrite(holders, headerKey(page), texts.header),
    privateWrite(holders, bodyKey(page), texts.body),
    privateWrite(holders, dueKey(page), duePageText(texts.header)),
  ];
}

/** Notes that a page is taken in. */
export function takenInWrite(holders: readonly LedgerMember[], page: PageReference): Write {
  return takeAway(holders, dueKey(page));
}

function correctionsKey({ submitter, counterparty, tradeDate }: DaySide): Key {
  return keys.correctionsDue(submitter, counterparty, tradeDate);
}

/** What stands of a side's list of pages with corrections that are due, with those who should hold it. */
export function readCorrectionsDueHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  side: DaySide,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, correctionsKey(side));
}

/** Writes which of a side's pages with corrections are due. */
export function correctionsDueWrite(holders: readonly LedgerMember[], due: CorrectionsDue): Write {
  return privateWrite(holders, correctionsKey(due), canonicalJson(due));
}

/** Both sides of a pair's trade date, in the pair's order. */
export function sidesOf({ pair: named, tradeDate }: PairDay): readonly [DaySide, DaySide] {
  const [first, second] = pairOf(...named);
  return [
    { submitter: first, counterparty: second, tradeDate },
    { submitter: second, counterparty: first, tradeDate },
  ];
}

/** Which pages with corrections are due in one's own collection, of both sides in the pair's order, as canonical texts. */
export function readOwnCorrectionsDue(own: OwnCollection, day: PairDay): Promise<(string | null)[]> {
  return Promise.all(sidesOf(day).map(async (side) => (await own.read(correctionsKey(side))) ?? null));
}

/** A page in one's own collection; null when it, or its body, is not there. */
export async function readOwnPage(own: OwnCollection, page: PageReference): Promise<PageTexts | null> {
  const [header, body] = await Promise.all([own.read(headerKey(page)), own.read(bodyKey(page))]);
  return header !== undefined && body !== undefined ? { header, body } : null;
}

/** Which of a side's pages are looked for. */
interface PagesSought {
  /** Those that no match has taken in, and no others. */
  readonly due?: boolean | undefined;
  readonly limit?: number | undefined;
}

/** The pages in one's own collection that one member recorded against another for a trade date. */
export async function findOwnPages(
  own: OwnCollection,
  { submitter, counterparty, tradeDate }: DaySide,
  { due = false, limit }: PagesSought,
): Promise<PageReference[]> {
  const under: Key = [due ? 'due-page' : 'page', submitter, counterparty, tradeDate];
  const found = await take(own.scan(under), undefined, limit);
  return found.flatMap(({ key: [, , , , pageId] }) =>
    pageId === undefined ? [] : [{ submitter, counterparty, tradeDate, pageId }],
  );
}
