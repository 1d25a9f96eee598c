import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from '../errors';
import { syncFolder } from './durable-file';
import { encodeFrame, FILE_HEADER, FRAME_HEADER_BYTES } from './frame';
import { readRecord, scanJournal, type RecordPlace, type Scan } from './journal-scan';

/** Appends that wait are written in one frame together, up to so many bytes. */
const TOGETHER_BYTES = 8 * 1024 * 1024;

interface Waiting {
  readonly records: readonly Buffer[];
  readonly bytes: number;
  readonly done: (places: RecordPlace[]) => void;
  readonly failed: (error: StoreError) => void;
}

/**
 * An append-only file of records with checksums. What an append has acknowledged survives a crash
 * of the process or the machine; what was being written is cut off at the next opening. One process
 * at a time (see FolderLock).
 */
export class Journal {
  readonly #file: FileHandle;
  #end: number;
  #sequence: number;
  #queue: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #broken: StoreError | undefined;
  /** Bytes of an unfinished write that were cut off at opening; they are kept in a file beside it. */
  readonly cutBytes: number;

  private constructor(file: FileHandle, scan: Scan) {
    this.#file = file;
    this.#end = scan.end;
    this.#sequence = scan.sequence;
    this.cutBytes = scan.torn;
  }

  /**
   * Opens a journal, making it where there is none.
   *
   * @param onRecord told each record that stands, in order
   * @throws StoreError `CORRUPT` when acknowledged bytes have changed; `IO` when the file fails
   */
  static async open(path: string, onRecord: (record: Buffer, place: RecordPlace) => void): Promise<Journal> {
    const file = await orIo(
      open(path, 'a+')
        .then((made) => made.close())
        .then(() => open(path, 'r+')),
    );
    try {
      const scan = await orIo(scanJournal(file, onRecord));
      return new Journal(file, await orIo(repair(file, path, scan)));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * Writes records so that all of them stand or none; resolves when they are durable.
   *
   * @returns their places
   * @throws StoreError `IO` when the medium fails; nothing stands then
   */
  append(records: readonly Buffer[]): Promise<RecordPlace[]> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((done, failed) => {
      const bytes = records.reduce((sum, record) => sum + record.length + 4, 0);
      this.#queue.push({ records, bytes, done, failed });
      this.#writing ??= this.#drain();
    });
  }

  /** A record's bytes. */
  read(place: RecordPlace): Promise<Buffer> {
    return orIo(readRecord(this.#file, place));
  }

  /** Waits for what is being written, then closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    this.#broken ??= new StoreError('CLOSED', 'the journal has been closed');
    await this.#file.close();
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) await this.#write(this.#takeTogether());
    this.#writing = undefined;
  }

  #takeTogether(): Waiting[] {
    let bytes = 0;
    const count = this.#queue.findIndex((waiting) => (bytes += waiting.bytes) > TOGETHER_BYTES);
    return this.#queue.splice(0, count < 0 ? this.#queue.length : Math.max(1, count));
  }

  async #write(together: readonly Waiting[]): Promise<void> {
    try {
      if (this.#broken) throw this.#broken;
      const frame = encodeFrame(
        this.#sequence + 1,
        together.flatMap(({ records }) => records),
      );
      await writeWhole(this.#file, frame, this.#end);
      await this.#file.datasync();
    } catch (cause) {
      // After a failed sync nobody knows what the medium holds: only a new opening finds out.
      const error = asStoreError(cause);
      this.#broken = error;
      for (const { failed } of together) failed(error);
      return;
    }
    this.#acknowledge(together);
  }

  #acknowledge(together: readonly Waiting[]): void {
    let at = this.#end + FRAME_HEADER_BYTES;
    for (const { records, done } of together) {
      const places = records.map(({ length }) => {
        const place = { offset: at + 4, length };
        at += 4 + length;
        return place;
      });
      done(places);
    }
    this.#end = at;
    this.#sequence += 1;
  }
}

/** Writes all the bytes: a medium that is nearly full takes some of them, and says so by their number only. */
export async function writeWhole(
  file: Pick<FileHandle, 'write'>,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    if (bytesWritten === 0) throw new StoreError('IO', "the journal's file takes no more bytes");
    written += bytesWritten;
  }
}

function asStoreError(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const says = cause instanceof Error ? cause.message : String(cause);
  return new StoreError('IO', `the journal's file failed: ${says}`, { cause });
}

async function orIo<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asStoreError(error);
  }
}

/** Cuts an unfinished write off (keeping its bytes beside the journal), and begins a new file. */
async function repair(file: FileHandle, path: string, scan: Scan): Promise<Scan> {
  if (scan.torn > 0) {
    const cut = await readRecord(file, { offset: scan.end, length: scan.torn });
    await writeFile(`${path}.cut-${scan.end}`, cut);
    await file.truncate(scan.end);
  }
  if (scan.end === 0) await writeWhole(file, FILE_HEADER, 0);
  await file.sync();
  await syncFolder(dirname(path));
  return { ...scan, end: Math.max(scan.end, FILE_HEADER.length) };
}
