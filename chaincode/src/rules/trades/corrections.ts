import {
  CORRECTIONS_DUE_MAX,
  isCorrection,
  order,
  RefusalError,
  type CorrectionsDue,
  type DaySide,
  type PageHeader,
} from '@jangbu/model';
import { readTrustedCorrectionsDue } from '../../documents/trusted';
import { requireStanding, type HeldHashes } from '../records/held';
import type { GivenEntry } from './page';

/** Whether any entry of a page corrects what its firm has said before. */
export function corrects(entries: readonly GivenEntry[]): boolean {
  return entries.some((given) => given.fits && isCorrection(given.entry));
}

/** What the entries of a page name as their instruments. */
export function isinsOf(entries: readonly GivenEntry[]): Set<string> {
  return new Set(entries.flatMap(({ fits, entry }) => (fits && 'isin' in entry ? [entry.isin] : [])));
}

/**
 * Requires that a side's list of pages with corrections that are due stands as the request has it.
 *
 * @param given its text; null when none stands
 * @throws RefusalError RECORD_MOVED when all hold another one; DOCUMENT_NOT_HELD when the holders differ
 */
export function requireCorrectionsDue(
  { submitter, counterparty, tradeDate }: DaySide,
  given: string | null,
  hashes: HeldHashes,
): void {
  const id = [submitter, counterparty, tradeDate].join('/');
  requireStanding(given, hashes, { document: 'corrections-due', id });
}

/** Ids of the pages on a list that stands: see {@link requireCorrectionsDue}. */
export function pagesDue(given: string | null): readonly string[] {
  return given === null ? [] : readTrustedCorrectionsDue(given).pages;
}

/** A side's list of pages. */
export function correctionsDueOf(
  { submitter, counterparty, tradeDate }: DaySide,
  pages: string[],
  salt: string,
): CorrectionsDue {
  return { type: 'corrections-due', version: 1, submitter, counterparty, tradeDate, pages, salt };
}

/**
 * A side's list with one more page on it.
 *
 * @throws RefusalError CORRECTIONS_DUE when no more may wait: one match has to take all of them in
 */
export function withPageDue(header: PageHeader, given: string | null): CorrectionsDue {
  const pages = [...pagesDue(given), header.pageId].sort(order);
  if (pages.length > CORRECTIONS_DUE_MAX) {
    throw new RefusalError('CORRECTIONS_DUE', { most: CORRECTIONS_DUE_MAX });
  }
  return correctionsDueOf(header, pages, header.salt);
}
