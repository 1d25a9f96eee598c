import {
  commitToBody,
  PAGE_BYTES_MAX,
  pageBodyFrameChecker,
  pageEntryChecker,
  pageHeaderChecker,
  RefusalError,
  sha256Hex,
  type PageEntry,
  type PageHeader,
  type PageTexts,
} from '@jangbu/model';
import { parseCanonical, parseDocument } from '../../documents/parse';
import { ReadingsByText } from '../../documents/readings-by-text';
import { readTrustedBody } from '../../documents/trusted';

/** An entry of a page as it was given: one that says something of a trade, or anything else. */
export type GivenEntry =
  { readonly fits: true; readonly entry: PageEntry } | { readonly fits: false; readonly entry: unknown };

/** A page as it was given: its header read, and of its body the entries, not judged by any rule yet. */
export interface GivenPage {
  readonly header: PageHeader;
  readonly entries: readonly GivenEntry[];
}

/** What a page's body says, and what its header has to say of it. */
interface GivenBody extends Pick<PageHeader, 'count' | 'root' | 'bodyHash'> {
  readonly entries: readonly GivenEntry[];
}

function readBody(text: string): GivenBody {
  const { seed, trades } = parseDocument('trade-page-body', pageBodyFrameChecker, text);
  const { body, bodyHash, root } = commitToBody(seed, trades);
  if (body !== text) throw new RefusalError('NOT_CANONICAL', { document: 'trade-page-body' });
  const entries = trades.map((entry): GivenEntry =>
    pageEntryChecker.fits(entry) ? { fits: true, entry } : { fits: false, entry },
  );
  return { count: trades.length, bodyHash, root, entries };
}

/** Bodies of pages: a page is recorded at three peers, and soon after a match brings it along to the same ones. */
const bodies = new ReadingsByText(readBody);

function requireHeaderFits(header: PageHeader, found: GivenBody): void {
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
  const body = bodies.of(texts.body);
  requireHeaderFits(header, body);
  return { header, entries: body.entries };
}

/** The hash of a page's body, as its header has it. */
export function bodyHashOf(text: string): string {
  return bodies.known(text)?.bodyHash ?? sha256Hex(text);
}

/** The entries of a body whose hash stands in a header that all who must hold it do hold: they were judged when it was recorded. */
export function standingEntries(text: string): readonly PageEntry[] {
  const known = bodies.known(text)?.entries.flatMap((given) => (given.fits ? [given.entry] : []));
  return known ?? readTrustedBody(text).trades;
}
