import { join } from 'node:path';
import { StoreError } from '../errors';
import { DocumentIndex, sameDocument } from './document-index';
import type { DocumentStore, FoundTerm, NewDocument, SettledState, StoredDocument } from './document-store';
import { FolderLock } from '../files/folder-lock';
import { Journal } from '../files/journal';
import type { RecordPlace } from '../files/journal-scan';
import { decodeEntry, encodeEntry, type JournalEntry } from './journal-entry';

/**
 * A document store in a folder: one append-only journal with checksums, its index in memory, one
 * process at a time. What a method has acknowledged survives a crash of process and machine.
 */
export class FileDocumentStore implements DocumentStore {
  readonly #lock: FolderLock;
  readonly #journal: Journal;
  readonly #index: DocumentIndex<RecordPlace>;
  /** Changes of one key go one after the other: each is judged by what the one before it left. */
  readonly #busy = new Map<string, Promise<void>>();
  #closed = false;

  private constructor(lock: FolderLock, journal: Journal, index: DocumentIndex<RecordPlace>) {
    this.#lock = lock;
    this.#journal = journal;
    this.#index = index;
  }

  /**
   * Opens the store of a folder; makes it where there is none.
   *
   * @throws StoreError `LOCKED` while another process (or object) has it open; `CORRUPT` when
   *   acknowledged bytes have changed
   */
  static async open(folder: string): Promise<FileDocumentStore> {
    const lock = await FolderLock.take(folder);
    const index = new DocumentIndex<RecordPlace>();
    try {
      const journal = await Journal.open(join(folder, 'documents.journal'), (record, place) => {
        remember(index, decodeEntry(record), place);
      });
      return new FileDocumentStore(lock, journal, index);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Bytes of an unfinished write that were cut off at opening; 0 after a clean end. */
  get cutBytes(): number {
    return this.#journal.cutBytes;
  }

  put(document: NewDocument): Promise<void> {
    return this.#change(document.key, async () => {
      const place = this.#index.placeOf(document.key);
      if (!place) return [{ entry: 'PUT', document }];
      const stored = decodeEntry(await this.#journal.read(place));
      if (stored.entry !== 'SETTLE' && sameDocument(stored.document, document)) return [];
      throw new StoreError('KEY_TAKEN', `other content is stored as ${document.key}`);
    });
  }

  keep(documents: readonly NewDocument[]): Promise<void> {
    const fresh = documents.filter(({ key }) => !this.#index.has(key));
    return this.#write(fresh.map((document) => ({ entry: 'KEEP', document })));
  }

  settle(key: string, state: SettledState, replacement?: NewDocument): Promise<void> {
    return this.#change(key, () => {
      if (this.#index.stateOf(key).status !== 'PENDING') return Promise.resolve([]);
      const settle: JournalEntry = { entry: 'SETTLE', key, state };
      return Promise.resolve(replacement ? [settle, { entry: 'PUT', document: replacement }] : [settle]);
    });
  }

  async get(key: string): Promise<StoredDocument | undefined> {
    const place = this.#open().placeOf(key);
    if (!place) return undefined;
    const stored = decodeEntry(await this.#journal.read(place));
    if (stored.entry === 'SETTLE' || stored.document.key !== key) {
      throw new StoreError('CORRUPT', `the journal holds something else in the place of ${key}`);
    }
    return { ...stored.document, state: this.#index.stateOf(key) };
  }

  async pending(): Promise<readonly string[]> {
    const index = await Promise.resolve(this.#open());
    return index.pending();
  }

  async find(kind: string, terms: readonly string[]): Promise<readonly FoundTerm[]> {
    const index = await Promise.resolve(this.#open());
    return index.find(kind, terms);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#journal.close();
    await this.#lock.release();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #open(): DocumentIndex<RecordPlace> {
    if (this.#closed) throw new StoreError('CLOSED', 'the document store has been closed');
    return this.#index;
  }

  /** Decides what to write about a key when the changes before it are done. */
  async #change(key: string, decide: () => Promise<readonly JournalEntry[]>): Promise<void> {
    const before = this.#busy.get(key) ?? Promise.resolve();
    const change = before.catch(() => undefined).then(async () => this.#write(await decide()));
    this.#busy.set(key, change);
    try {
      await change;
    } finally {
      if (this.#busy.get(key) === change) this.#busy.delete(key);
    }
  }

  /** The index shows what is written only once it is durable. */
  async #write(entries: readonly JournalEntry[]): Promise<void> {
    const index = this.#open();
    if (entries.length === 0) return;
    const places = await this.#journal.append(entries.map(encodeEntry));
    entries.forEach((entry, i) => {
      const place = places[i];
      if (place) remember(index, entry, place);
    });
  }
}

function remember(index: DocumentIndex<RecordPlace>, entry: JournalEntry, place: RecordPlace): void {
  switch (entry.entry) {
    case 'PUT':
      index.add(entry.document, place);
      return;
    case 'KEEP':
      index.add(entry.document, place, { status: 'COMMITTED', transactionId: null });
      return;
    case 'SETTLE':
      index.settle(entry.key, entry.state);
  }
}
