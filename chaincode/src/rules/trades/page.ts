import {
  commitToBody,
  PAGE_BYTES_MAX,
  pageBodyFrameChecker,
  pageHeaderChecker,
  RefusalError,
  type PageHeader,
  type PageTexts,
} from '@jangbu/model';
import { parseCanonical, parseDocument } from '../../documents/parse';

/** A page as it was given: its header read, and of its body the trades, not judged yet. */
export interface GivenPage {
  readonly header: PageHeader;
  readonly trades: readonly unknown[];
}

function requireHeaderFits(header: PageHeader, found: Pick<PageHeader, 'count' | 'root' | 'bodyHash'>): void {
  for (const field of ['count', 'bodyHash', 'root'] as const) {
    if (header[field] !== found[field]) throw new RefusalError('PAGE_INCONSISTENT', { field });
  }
}

/**
 * Reads a page: two documents in canonical form, the header fitting the body.
 *
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL, PAGE_INCONSISTENT
 */
export function readPage(texts: PageTexts): GivenPage {
  if (Buffer.byteLength(texts.body) > PAGE_BYTES_MAX) {
    throw new RefusalError('PAGE_INCONSISTENT', { field: 'size' });
  }
  const header = parseCanonical('trade-page', pageHeaderChecker, texts.header);
  const { seed, trades } = parseDocument('trade-page-body', pageBodyFrameChecker, texts.body);
  const { body, bodyHash, root } = commitToBody(seed, trades);
  if (body !== texts.body) throw new RefusalError('NOT_CANONICAL', { document: 'trade-page-body' });
  requireHeaderFits(header, { count: trades.length, bodyHash, root });
  return { header, trades };
}
