import { setTimeout as wait } from 'node:timers/promises';
import {
  FileDocumentStore,
  StoreError,
  type DocumentStore,
  type FoundTerm,
  type NewDocument,
  type SettledState,
  type StoredDocument,
} from '@jangbu/client';

/** Another command of the member may be at work: so long it is waited for, and asked after again so often. */
const PATIENCE_MS = 30_000;
const AGAIN_MS = 200;

async function openInTurn(folder: string, tell: (line: string) => void): Promise<FileDocumentStore> {
  const until = performance.now() + PATIENCE_MS;
  for (let told = false; ; told = true) {
    try {
      return await FileDocumentStore.open(folder);
    } catch (error) {
      const locked = error instanceof StoreError && error.reason === 'LOCKED';
      if (!locked || performance.now() > until) throw error;
      if (!told) tell(`${error.message}: waiting for it to end`);
    }
    await wait(AGAIN_MS);
  }
}

/**
 * The documents of a member in a folder, which is opened (and made) by the first call that needs it: most commands need
 * it for nothing, and one process at a time may have it open.
 */
export class MemberDocuments implements DocumentStore {
  readonly folder: string;
  readonly #tell: (line: string) => void;
  #store: Promise<FileDocumentStore> | undefined;

  /**
   * @param folder where the documents are
   * @param tell told in a line that another process has the folder, and is waited for
   */
  constructor(folder: string, tell: (line: string) => void) {
    this.folder = folder;
    this.#tell = tell;
  }

  async put(document: NewDocument): Promise<void> {
    await (await this.#opened()).put(document);
  }

  async keep(documents: readonly NewDocument[]): Promise<void> {
    await (await this.#opened()).keep(documents);
  }

  async settle(key: string, state: SettledState, replacement?: NewDocument): Promise<void> {
    await (await this.#opened()).settle(key, state, replacement);
  }

  async get(key: string): Promise<StoredDocument | undefined> {
    return (await this.#opened()).get(key);
  }

  async pending(): Promise<readonly string[]> {
    return (await this.#opened()).pending();
  }

  async find(kind: string, terms: readonly string[]): Promise<readonly FoundTerm[]> {
    return (await this.#opened()).find(kind, terms);
  }

  async close(): Promise<void> {
    const store = await this.#store?.catch(() => undefined);
    await store?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #opened(): Promise<FileDocumentStore> {
    this.#store ??= openInTurn(this.folder, this.#tell);
    return this.#store;
  }
}
