import { join } from 'node:path';
import { StoreError } from '../errors';
import { FolderLock } from '../files/folder-lock';
import { Journal } from '../files/journal';
import type { RecordPlace } from '../files/journal-scan';
import type { BlockSink, Checkpoint } from './block-sink';
import type { LedgerBlock } from './ledger-block';

/** A block and the checkpoint behind it: one record, so that neither stands alone. */
interface Applied {
  readonly block: LedgerBlock;
  readonly next: Checkpoint;
}

// Numbers of blocks are the only bigints in a block; JSON has none.
const BIGINT = 'bigint:';

function encode(applied: Applied): Buffer {
  const text = JSON.stringify(applied, (_, value: unknown) =>
    typeof value === 'bigint' ? `${BIGINT}${value.toString()}` : value,
  );
  return Buffer.from(text);
}

function decode(record: Buffer): Applied {
  const isNumber = (name: string, value: unknown): value is string =>
    (name === 'number' || name === 'next') && typeof value === 'string' && value.startsWith(BIGINT);
  // The record has passed the journal's checksum: it is what encode() wrote.
  return JSON.parse(record.toString('utf8'), (name, value: unknown) =>
    isNumber(name, value) ? BigInt(value.slice(BIGINT.length)) : value,
  ) as Applied;
}

/**
 * A block sink in a folder: each block with its checkpoint is one record of an append-only journal,
 * durable before the next one is asked for. One process at a time.
 */
export class JournalSink implements BlockSink, AsyncDisposable {
  readonly #lock: FolderLock;
  readonly #journal: Journal;
  readonly #places: RecordPlace[];
  #checkpoint: Checkpoint | undefined;

  private constructor(lock: FolderLock, journal: Journal, places: RecordPlace[], at: Checkpoint | undefined) {
    this.#lock = lock;
    this.#journal = journal;
    this.#places = places;
    this.#checkpoint = at;
  }

  /**
   * Opens the sink of a folder; makes it where there is none.
   *
   * @throws StoreError `LOCKED` while another process (or object) has it open; `CORRUPT` when
   *   acknowledged bytes have changed
   */
  static async open(folder: string): Promise<JournalSink> {
    const lock = await FolderLock.take(folder);
    const places: RecordPlace[] = [];
    let last: Buffer | undefined;
    try {
      const journal = await Journal.open(join(folder, 'blocks.journal'), (record, place) => {
        places.push(place);
        last = record;
      });
      return new JournalSink(lock, journal, places, last && decode(last).next);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  checkpoint(): Promise<Checkpoint | undefined> {
    return Promise.resolve(this.#checkpoint);
  }

  async apply(block: LedgerBlock, next: Checkpoint): Promise<void> {
    const [place] = await this.#journal.append([encode({ block, next })]);
    if (!place) throw new StoreError('IO', 'the journal did not tell where the block stands');
    this.#places.push(place);
    this.#checkpoint = next;
  }

  /** The blocks that were applied, in order, read back from the journal. */
  async *blocks(): AsyncIterable<LedgerBlock> {
    for (const place of this.#places) yield decode(await this.#journal.read(place)).block;
  }

  async close(): Promise<void> {
    await this.#journal.close();
    await this.#lock.release();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
