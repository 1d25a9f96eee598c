import { correctionChecker, placeCorrected, type PageHeader, type PageReference } from '@jangbu/model';

/** The pages that the corrections on a page mean, each once: all of them the same firm's own. */
export function correctedPages(header: PageHeader, entries: readonly unknown[]): PageReference[] {
  const { submitter, counterparty, tradeDate } = header;
  const ids = entries.flatMap((entry) =>
    correctionChecker.fits(entry) ? (placeCorrected(entry)?.pageId ?? []) : [],
  );
  return [...new Set(ids)].map((pageId) => ({ submitter, counterparty, tradeDate, pageId }));
}
