import { compositeKey, implicitCollection, splitCompositeKey, type Key } from '@jangbu/model';
import type { ChaincodeStub, Iterators } from 'fabric-shim';
import { LedgerFault } from '../../documents/fault';
import { take } from './take';
import type { Write } from './write';

/** A record found under a partial key. */
export interface Found {
  readonly key: Key;
  readonly text: string;
}

/** What Fabric ends the range of a partial composite key with. */
const LAST = '\u{10ffff}';
/**
 * So many records are read of one range, then the rest by another: a peer ends a range at its `totalQueryLimit`
 * (100,000 unless it is told otherwise), and does not say that there is more.
 */
const RANGE_MOST = 10_000;
/** Put to a key, gives the least one that comes after it. */
const BEHIND = '\u0000';

async function answered<T>(what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new LedgerFault(
      `the peer did not ${what}: ${error instanceof Error ? error.message : 'no reason'}`,
    );
  }
}

/** Fabric answers an absent key with no bytes. */
function present(bytes: Uint8Array): Buffer | undefined {
  return bytes.length === 0 ? undefined : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

async function collected(records: AsyncIterable<Iterators.KV>): Promise<Found[]> {
  const found: Found[] = [];
  for await (const record of records) {
    const key = splitCompositeKey(record.key);
    if (key) found.push({ key, text: Buffer.from(record.value).toString() });
  }
  return found;
}

/** The state of one ledger as one transaction sees it, and the one place that writes to it. */
export class LedgerState {
  readonly #stub: ChaincodeStub;
  /** Public keys as they were read: a transaction sees none of its own writes, so asking again would only cost. */
  readonly #read = new Map<string, Promise<Buffer | undefined>>();
  readonly channel: string;

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
    this.channel = stub.getChannelID();
  }

  /** What stands at a public key; undefined when nothing does. */
  read(key: Key): Promise<Buffer | undefined> {
    const name = compositeKey(key);
    const reading = this.#read.get(name) ?? answered('read a key', this.#stub.getState(name)).then(present);
    this.#read.set(name, reading);
    return reading;
  }

  /** All public records whose keys begin with these parts, in the order of their keys. For queries. */
  readUnder([kind, ...parts]: Key): Promise<Found[]> {
    return answered('read a range', collected(this.#stub.getStateByPartialCompositeKey(kind, parts)));
  }

  /**
   * SHA-256 of what stands at a key of an organisation's private collection, in hexadecimal; undefined
   * when nothing does. Every peer knows it, whoever holds the document itself.
   */
  async privateHash(mspId: string, key: Key): Promise<string | undefined> {
    const hash = this.#stub.getPrivateDataHash(implicitCollection(mspId), compositeKey(key));
    return present(await answered('read a hash', hash))?.toString('hex');
  }

  /** What stands at a key of an organisation's private collection, at a peer of that organisation. For queries. */
  async readPrivate(mspId: string, key: Key): Promise<string | undefined> {
    const text = this.#stub.getPrivateData(implicitCollection(mspId), compositeKey(key));
    return present(await answered('read private data', text))?.toString();
  }

  /** All records of a private collection whose keys begin with these parts, in the order of their keys. For queries. */
  readPrivateUnder(mspId: string, under: Key): Promise<Found[]> {
    return take(this.scanPrivate(mspId, under));
  }

  /** As {@link readPrivateUnder}, one after the other, from behind a key on: a query reads no more than it needs. */
  async *scanPrivate(mspId: string, under: Key, after?: Key): AsyncIterable<Found> {
    const prefix = compositeKey(under);
    let start = after ? compositeKey(after) + BEHIND : prefix;
    for (let read = RANGE_MOST; read === RANGE_MOST;) {
      read = 0;
      for await (const { key: text, value } of this.#range(mspId, start, prefix + LAST)) {
        const key = splitCompositeKey(text);
        if (key) yield { key, text: Buffer.from(value).toString() };
        start = text + BEHIND;
        read += 1;
        if (read === RANGE_MOST) break;
      }
    }
  }

  async *#range(mspId: string, start: string, end: string): AsyncIterable<Iterators.KV> {
    const records = this.#stub.getPrivateDataByRange(implicitCollection(mspId), start, end);
    const iterator = records[Symbol.asyncIterator]();
    // The shim closes a range that it has read to its end, or that failed; to close it twice is an error.
    let isOpen = false;
    try {
      for (;;) {
        isOpen = false;
        const next = await answered('read a private range', iterator.next());
        if (next.done === true) return;
        isOpen = true;
        yield next.value;
      }
    } finally {
      if (isOpen) await iterator.return?.();
    }
  }

  /** Writes what a transaction decided, after all it read. */
  async write(writes: readonly Write[]): Promise<void> {
    await answered('write', Promise.all(writes.flatMap((write) => this.#put(write))));
  }

  #put(write: Write): Promise<void>[] {
    const key = compositeKey(write.key);
    switch (write.in) {
      case 'PUBLIC':
        return [this.#stub.putState(key, Buffer.from(write.text))];
      case 'PRIVATE': {
        const bytes = Buffer.from(write.text);
        return write.holders.map(({ mspId }) =>
          this.#stub.putPrivateData(implicitCollection(mspId), key, bytes),
        );
      }
      case 'TAKEN_AWAY':
        return write.holders.map(({ mspId }) => this.#stub.deletePrivateData(implicitCollection(mspId), key));
      case 'PURGED':
        return [this.#stub.purgePrivateData(implicitCollection(write.holder.mspId), key)];
    }
  }
}
