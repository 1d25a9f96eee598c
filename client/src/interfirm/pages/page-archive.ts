import {
  isCorrection,
  makePage,
  pageBodyChecker,
  pageHeaderChecker,
  transient,
  type PageBody,
  type PageEntry,
  type PageHeader,
  type PageReference,
  type PageTexts,
  type Refusal,
} from '@jangbu/model';
import { StoreError } from '../../core/errors';
import { newCorrectingPageId, newPageId, randomSalt, randomSeed } from '../../core/random/random';
import type { DocumentState, DocumentStore, NewDocument } from '../../core/documents/document-store';

/** The kind under which pages are stored. */
export const PAGE_KIND = 'trade-page';

/** A page with its texts and what they say. */
export interface ReadPage {
  readonly reference: PageReference;
  readonly texts: PageTexts;
  readonly header: PageHeader;
  readonly body: PageBody;
}

/** What becomes of a page's good trades when bad ones are refused. */
export type WhenRefused = 'SEND_THE_REST' | 'GIVE_UP';

/** A stored page and what is known of it. */
export interface ArchivedPage extends ReadPage {
  readonly state: DocumentState;
  readonly whenRefused: WhenRefused;
}

/** Where a stored page has a UTI. */
export interface ArchivedTrade {
  readonly uti: string;
  readonly reference: PageReference;
  readonly position: number;
  readonly state: DocumentState;
}

function keyOf({ submitter, counterparty, tradeDate, pageId }: PageReference): string {
  return [PAGE_KIND, submitter, counterparty, tradeDate, pageId].join('/');
}

function referenceOf(key: string): PageReference {
  const [, submitter = '', counterparty = '', tradeDate = '', pageId = ''] = key.split('/');
  return { submitter, counterparty, tradeDate, pageId };
}

function documentOf({ reference, texts, body }: ReadPage, whenRefused: WhenRefused): NewDocument {
  return {
    key: keyOf(reference),
    kind: PAGE_KIND,
    texts: { [transient.header]: texts.header, [transient.body]: texts.body },
    terms: body.trades.map(({ uti }) => uti),
    notes: { whenRefused },
  };
}

/** Makes a page of trades, under an id of its own. */
export function newPage(frame: Omit<PageReference, 'pageId'>, trades: readonly PageEntry[]): ReadPage {
  const { submitter, counterparty, tradeDate } = frame;
  const pageId = trades.some(isCorrection) ? newCorrectingPageId() : newPageId();
  const reference = { submitter, counterparty, tradeDate, pageId };
  const seed = randomSeed();
  const texts = makePage({ ...reference, salt: randomSalt(), seed }, trades);
  return readTexts(texts, { type: 'trade-page-body', version: 1, seed, trades: [...trades] });
}

/** Reads a page's texts; undefined when they are no page. */
export function readStoredPage(texts: PageTexts): ReadPage | undefined {
  const body: unknown = JSON.parse(texts.body);
  return pageBodyChecker.fits(body) ? readTexts(texts, body) : undefined;
}

function readTexts(texts: PageTexts, body: PageBody): ReadPage {
  const header: unknown = JSON.parse(texts.header);
  if (!pageHeaderChecker.fits(header)) throw new StoreError('CORRUPT', 'a page has no header');
  const { submitter, counterparty, tradeDate, pageId } = header;
  return { reference: { submitter, counterparty, tradeDate, pageId }, texts, header, body };
}

/** Pages of trades in a document store. */
export class PageArchive {
  readonly #store: DocumentStore;

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  /** Stores a page of one's own before it is sent. */
  put(page: ReadPage, whenRefused: WhenRefused): Promise<void> {
    return this.#store.put(documentOf(page, whenRefused));
  }

  /** Stores pages that were read from the ledger. */
  keep(pages: readonly ReadPage[]): Promise<void> {
    return this.#store.keep(pages.map((page) => documentOf(page, 'SEND_THE_REST')));
  }

  /** Notes that a page stands on the ledger. */
  committed({ reference }: ReadPage, transactionId: string | null): Promise<void> {
    return this.#store.settle(keyOf(reference), { status: 'COMMITTED', transactionId });
  }

  /** Notes that a page was refused, and stores the page that takes its place. */
  refused({ reference }: ReadPage, refusal: Refusal, instead?: ReadPage): Promise<void> {
    const replacement = instead && documentOf(instead, 'SEND_THE_REST');
    return this.#store.settle(keyOf(reference), { status: 'REFUSED', refusal }, replacement);
  }

  async get(reference: PageReference): Promise<ArchivedPage | undefined> {
    const stored = await this.#store.get(keyOf(reference));
    const { [transient.header]: header, [transient.body]: body } = stored?.texts ?? {};
    if (!stored || header === undefined || body === undefined) return undefined;
    const page = readStoredPage({ header, body });
    if (!page) throw new StoreError('CORRUPT', `${stored.key} is no page`);
    const whenRefused = stored.notes['whenRefused'] === 'GIVE_UP' ? 'GIVE_UP' : 'SEND_THE_REST';
    return { ...page, state: stored.state, whenRefused };
  }

  /** Where pages have these UTIs, the oldest first. */
  async find(utis: readonly string[]): Promise<readonly ArchivedTrade[]> {
    const found = await this.#store.find(PAGE_KIND, utis);
    return found.map(({ term, key, position, state }) => ({
      uti: term,
      reference: referenceOf(key),
      position,
      state,
    }));
  }

  /** The pages that are not known to be on the ledger. */
  async pending(): Promise<readonly PageReference[]> {
    const keys = await this.#store.pending();
    return keys.filter((key) => key.startsWith(`${PAGE_KIND}/`)).map(referenceOf);
  }
}
