import { keys, type LedgerMember, type PageReference, type PageTexts } from '@jangbu/model';
import type { OwnCollection, SubmittedState } from '../state/context';
import type { HeldHashes } from '../../rules/records/held';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

function headerKey({
  submitter,
  counterparty,
  tradeDate,
  pageId,
}: PageReference): ReturnType<typeof keys.page> {
  return keys.page(submitter, counterparty, tradeDate, pageId);
}

function bodyKey({
  submitter,
  counterparty,
  tradeDate,
  pageId,
}: PageReference): ReturnType<typeof keys.page> {
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

/** Writes a page to all who hold it. */
export function pageWrites(holders: readonly LedgerMember[], page: PageReference, texts: PageTexts): Write[] {
  return [
    privateWrite(holders, headerKey(page), texts.header),
    privateWrite(holders, bodyKey(page), texts.body),
  ];
}

/** A page in one's own collection; null when it, or its body, is not there. */
export async function readOwnPage(own: OwnCollection, page: PageReference): Promise<PageTexts | null> {
  const [header, body] = await Promise.all([own.read(headerKey(page)), own.read(bodyKey(page))]);
  return header !== undefined && body !== undefined ? { header, body } : null;
}

/** The pages in one's own collection that one member recorded against another for a trade date. */
export async function findOwnPages(
  own: OwnCollection,
  submitter: string,
  counterparty: string,
  tradeDate: string,
): Promise<PageReference[]> {
  const found = await own.readUnder(['page', submitter, counterparty, tradeDate]);
  return found.flatMap(({ key: [, , , , pageId] }) =>
    pageId === undefined ? [] : [{ submitter, counterparty, tradeDate, pageId }],
  );
}
