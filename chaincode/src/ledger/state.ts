import { compositeKey, implicitCollection, splitCompositeKey, type Key } from '@jangbu/model';
import type { ChaincodeStub, Iterators } from 'fabric-shim';
import { LedgerFault } from '../fault';
import type { Write } from './write';

/** A record found under a partial key. */
export interface Found {
  readonly key: Key;
  readonly text: string;
}

/** What Fabric ends the range of a partial composite key with. */
const LAST = '\u{10ffff}';
/** Put to a key, gives the least one that comes after it. */
const BEHIND = '\u0000';

async function asked<T>(what: string, answer: Promise<T>): Promise<T> {
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
  readonly channel: string;

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
    this.channel = stub.getChannelID();
  }

  /** What stands at a public key; undefined when nothing does. */
  async read(key: Key): Promise<Buffer | undefined> {
    return present(await asked('read a key', this.#stub.getState(compositeKey(key))));
  }

  /** All public records whose keys begin with these parts, in the order of their keys. For queries. */
  readUnder([kind, ...parts]: Key): Promise<Found[]> {
    return asked('read a range', collected(this.#stub.getStateByPartialCompositeKey(kind, parts)));
  }

  /**
   * SHA-256 of what stands at a key of an organisation's private collection, in hexadecimal; undefined
   * when nothing does. Every peer knows it, whoever holds the document itself.
   */
  async privateHash(mspId: string, key: Key): Promise<string | undefined> {
    const hash = this.#stub.getPrivateDataHash(implicitCollection(mspId), compositeKey(key));
    return present(await asked('read a hash', hash))?.toString('hex');
  }

  /** What stands at a key of an organisation's private collection, at a peer of that organisation. For queries. */
  async readPrivate(mspId: string, key: Key): Promise<string | undefined> {
    const text = this.#stub.getPrivateData(implicitCollection(mspId), compositeKey(key));
    return present(await asked('read private data', text))?.toString();
  }

  /** All records of a private collection whose keys begin with these parts. For queries. */
  readPrivateUnder(mspId: string, [kind, ...parts]: Key): Promise<Found[]> {
    const records = this.#stub.getPrivateDataByPartialCompositeKey(implicitCollection(mspId), kind, parts);
    return asked('read a private range', collected(records));
  }

  /** As {@link readPrivateUnder}, one after the other, from behind a key on: a query reads no more than it needs. */
  async *scanPrivate(mspId: string, under: Key, after: Key | undefined): AsyncIterable<Found> {
    const prefix = compositeKey(under);
    const start = after ? compositeKey(after) + BEHIND : prefix;
    const records = this.#stub.getPrivateDataByRange(implicitCollection(mspId), start, prefix + LAST);
    for await (const record of records) {
      const key = splitCompositeKey(record.key);
      if (key) yield { key, text: Buffer.from(record.value).toString() };
    }
  }

  /** Writes what a transaction decided, after all it read. */
  async write(writes: readonly Write[]): Promise<void> {
    await asked('write', Promise.all(writes.flatMap((write) => this.#put(write))));
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
      case 'PURGED':
        return [this.#stub.purgePrivateData(implicitCollection(write.holder.mspId), key)];
    }
  }
}
