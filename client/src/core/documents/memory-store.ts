import { StoreError } from '../errors';
import { DocumentIndex, sameDocument } from './document-index';
import type { DocumentStore, FoundTerm, NewDocument, SettledState, StoredDocument } from './document-store';

/**
 * A document store that lives as long as the process: for scripts that can do their work again, and
 * for tests. An application that must not lose anything uses FileDocumentStore.
 */
export class MemoryDocumentStore implements DocumentStore {
  readonly #index = new DocumentIndex<NewDocument>();
  #closed = false;

  #open(): DocumentIndex<NewDocument> {
    if (this.#closed) throw new StoreError('CLOSED', 'the document store has been closed');
    return this.#index;
  }

  async put(document: NewDocument): Promise<void> {
    const index = await Promise.resolve(this.#open());
    const stored = index.placeOf(document.key);
    if (!stored) index.add(document, document);
    else if (!sameDocument(stored, document)) {
      throw new StoreError('KEY_TAKEN', `other content is stored as ${document.key}`);
    }
  }

  async keep(documents: readonly NewDocument[]): Promise<void> {
    const index = await Promise.resolve(this.#open());
    for (const document of documents) {
      if (index.has(document.key)) continue;
      index.add(document, document, { status: 'COMMITTED', transactionId: null });
    }
  }

  async settle(key: string, state: SettledState, replacement?: NewDocument): Promise<void> {
    const index = await Promise.resolve(this.#open());
    if (index.stateOf(key).status !== 'PENDING') return;
    index.settle(key, state);
    if (replacement) index.add(replacement, replacement);
  }

  async get(key: string): Promise<StoredDocument | undefined> {
    const index = await Promise.resolve(this.#open());
    const document = index.placeOf(key);
    return document && { ...document, state: index.stateOf(key) };
  }

  async pending(): Promise<readonly string[]> {
    const index = await Promise.resolve(this.#open());
    return index.pending();
  }

  async find(kind: string, terms: readonly string[]): Promise<readonly FoundTerm[]> {
    const index = await Promise.resolve(this.#open());
    return index.find(kind, terms);
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
