import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@jangbu/model';
import { asStoreErrors, namesIn, readIfThere, writeDurably } from '../../core/files/durable-file';
import { FolderLock } from '../../core/files/folder-lock';
import { isUnfinished, type InvestorRecord, type IssuedStore, type PendingBatch } from './issued-store';

/** What an issuer has issued, in a folder: one file an investor, written durably. One process at a time. */
export class FileIssuedStore implements IssuedStore {
  readonly #folder: string;
  readonly #lock: FolderLock;

  private constructor(folder: string, lock: FolderLock) {
    this.#folder = folder;
    this.#lock = lock;
  }

  /**
   * Opens the store of a folder; makes it where there is none.
   *
   * @throws StoreError `LOCKED` while another process (or object) has it open
   */
  static async open(folder: string): Promise<FileIssuedStore> {
    return new FileIssuedStore(folder, await FolderLock.take(folder));
  }

  /** Lets others open it. */
  async close(): Promise<void> {
    await this.#lock.release();
  }

  #investor(investor: string): string {
    return join(this.#folder, 'investors', sha256Hex(investor));
  }

  #mark(investor: string): string {
    return join(this.#folder, 'unfinished', sha256Hex(investor));
  }

  #batch(batchId: string): string {
    return join(this.#folder, 'batches', batchId);
  }

  async #read<T>(path: string): Promise<T | undefined> {
    const text = await readIfThere(path);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  read(investor: string): Promise<InvestorRecord | undefined> {
    return asStoreErrors(() => this.#read<InvestorRecord>(this.#investor(investor)));
  }

  write(record: InvestorRecord): Promise<void> {
    const [path, mark] = [this.#investor(record.investor), this.#mark(record.investor)];
    return asStoreErrors(async () => {
      // The mark comes first and goes last: one too many does no harm.
      const open = isUnfinished(record);
      if (open) await writeDurably(mark, '');
      await writeDurably(path, JSON.stringify(record));
      if (!open) await rm(mark, { force: true });
    });
  }

  remove(investor: string): Promise<void> {
    return asStoreErrors(async () => {
      await rm(this.#investor(investor), { force: true });
      await rm(this.#mark(investor), { force: true });
    });
  }

  all(): AsyncIterable<InvestorRecord> {
    return this.#named('investors');
  }

  unfinished(): AsyncIterable<InvestorRecord> {
    return this.#named('unfinished');
  }

  /** The investors under whose names something stands in a folder. */
  async *#named(folder: string): AsyncIterable<InvestorRecord> {
    for (const name of await asStoreErrors(() => namesIn(join(this.#folder, folder)))) {
      const path = join(this.#folder, 'investors', name);
      const record = await asStoreErrors(() => this.#read<InvestorRecord>(path));
      if (record) yield record;
    }
  }

  putBatch(batch: PendingBatch): Promise<void> {
    return asStoreErrors(() => writeDurably(this.#batch(batch.batch.batchId), JSON.stringify(batch)));
  }

  pendingBatches(): Promise<readonly PendingBatch[]> {
    return asStoreErrors(async () => {
      const names = await namesIn(join(this.#folder, 'batches'));
      const batches = await Promise.all(names.map((name) => this.#read<PendingBatch>(this.#batch(name))));
      return batches.filter((batch) => batch !== undefined);
    });
  }

  removeBatch(batchId: string): Promise<void> {
    return asStoreErrors(() => rm(this.#batch(batchId), { force: true }));
  }
}
