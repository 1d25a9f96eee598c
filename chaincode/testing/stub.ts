import type { ChaincodeStub, Iterators, SerializedIdentity } from 'fabric-shim';
import type { PeerState } from './peer-state';
import type { ReadWriteSet } from './read-write-set';
import type { StoredKey } from './versioned';

/** What a peer passes to the chaincode of a proposal. */
export interface ChaincodeProposal {
  readonly channel: string;
  readonly transactionId: string;
  readonly creator: SerializedIdentity;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly transient: ReadonlyMap<string, Buffer>;
}

type Ranged = Promise<Iterators.StateQueryIterator> & AsyncIterable<Iterators.KV>;

const LAST = '\u{10ffff}';

function unsupported(what: string): never {
  throw new Error(`${what} is nothing that the contracts may use`);
}

function ranged(records: Iterable<StoredKey>, set: ReadWriteSet): Ranged {
  const iterator: Iterators.StateQueryIterator = {
    next: () => unsupported('next()'),
    close: () => Promise.resolve(),
  };
  return Object.assign(Promise.resolve(iterator), {
    async *[Symbol.asyncIterator]() {
      for (const { key, entry } of records) {
        set.ranged += 1;
        yield await Promise.resolve({ namespace: '', key, value: entry.bytes });
      }
    },
  });
}

/**
 * The stub of one simulation at one peer. As with a real peer: a write is not seen by reads of the same
 * transaction, an absent key reads as no bytes, every read is kept with its version, private plaintext
 * stands only at a peer of its organisation, and a transaction either ranges over private data or writes.
 */
export class SimulatedStub implements ChaincodeStub {
  readonly #proposal: ChaincodeProposal;
  readonly #state: PeerState;
  readonly #set: ReadWriteSet;
  #privateRanges = false;

  constructor(proposal: ChaincodeProposal, state: PeerState, set: ReadWriteSet) {
    this.#proposal = proposal;
    this.#state = state;
    this.#set = set;
  }

  getArgs(): string[] {
    return [this.#proposal.name, ...this.#proposal.parameters];
  }

  getStringArgs(): string[] {
    return this.getArgs();
  }

  getFunctionAndParameters(): { fcn: string; params: string[] } {
    return { fcn: this.#proposal.name, params: [...this.#proposal.parameters] };
  }

  getTxID(): string {
    return this.#proposal.transactionId;
  }

  getChannelID(): string {
    return this.#proposal.channel;
  }

  getCreator(): SerializedIdentity {
    return this.#proposal.creator;
  }

  getTransient(): Map<string, Uint8Array> {
    return new Map(this.#proposal.transient);
  }

  getState(key: string): Promise<Uint8Array> {
    const entry = this.#state.publicData.get(key);
    this.#set.reads.set(key, entry?.version ?? null);
    return Promise.resolve(Buffer.from(entry?.bytes ?? ''));
  }

  putState(key: string, value: Uint8Array): Promise<void> {
    this.#requireWritable(value);
    this.#set.writes.set(key, Buffer.from(value));
    return Promise.resolve();
  }

  getStateByPartialCompositeKey(objectType: string, attributes: string[]): Ranged {
    const start = this.createCompositeKey(objectType, attributes);
    const end = start + LAST;
    const found = this.#state.publicData.range(start, end);
    this.#set.ranges.push({ start, end, found: found.map(({ key, entry }) => [key, entry.version]) });
    return ranged(found, this.#set);
  }

  getPrivateDataHash(collection: string, key: string): Promise<Uint8Array> {
    const entry = this.#state.hashes(collection).get(key);
    this.#set.collection(collection).reads.set(key, entry?.version ?? null);
    return Promise.resolve(Buffer.from(entry?.bytes ?? ''));
  }

  getPrivateData(collection: string, key: string): Promise<Uint8Array> {
    const hash = this.#state.hashes(collection).get(key);
    const entry = this.#state.plaintext(collection).get(key);
    this.#set.collection(collection).reads.set(key, hash?.version ?? null);
    if (hash && hash.version !== entry?.version) {
      return Promise.reject(new Error('private data matching public hash version is not available'));
    }
    return Promise.resolve(Buffer.from(entry?.bytes ?? ''));
  }

  putPrivateData(collection: string, key: string, value: Uint8Array): Promise<void> {
    this.#requireWritable(value);
    this.#set.collection(collection).writes.set(key, Buffer.from(value));
    return Promise.resolve();
  }

  purgePrivateData(collection: string, key: string): Promise<void> {
    this.#set.collection(collection).writes.set(key, null);
    return Promise.resolve();
  }

  deletePrivateData(collection: string, key: string): Promise<void> {
    return this.purgePrivateData(collection, key);
  }

  getPrivateDataByPartialCompositeKey(collection: string, objectType: string, attributes: string[]): Ranged {
    const start = this.createCompositeKey(objectType, attributes);
    return this.getPrivateDataByRange(collection, start, start + LAST);
  }

  getPrivateDataByRange(collection: string, start: string, end: string): Ranged {
    if (this.#set.writes.size > 0 || this.#set.writtenCollections.length > 0) {
      unsupported('a range over private data in a transaction that writes');
    }
    this.#privateRanges = true;
    return ranged(this.#state.plaintext(collection).scan(start, end), this.#set);
  }

  createCompositeKey(objectType: string, attributes: string[]): string {
    return ['', objectType, ...attributes, ''].join('\u0000');
  }

  #requireWritable(value: Uint8Array): void {
    if (value.length === 0) unsupported('a value without bytes');
    if (this.#privateRanges) unsupported('a write after a range over private data');
  }

  // What a process, a client's clock or one peer's own data would bring into a transaction.
  getMspID(): never {
    return unsupported('getMspID');
  }
  getTxTimestamp(): never {
    return unsupported('getTxTimestamp');
  }
  getDateTimestamp(): never {
    return unsupported('getDateTimestamp');
  }
  getSignedProposal(): never {
    return unsupported('getSignedProposal');
  }
  getBinding(): never {
    return unsupported('getBinding');
  }
  deleteState(): never {
    return unsupported('deleteState');
  }
  setStateValidationParameter(): never {
    return unsupported('setStateValidationParameter');
  }
  getStateValidationParameter(): never {
    return unsupported('getStateValidationParameter');
  }
  getStateByRange(): never {
    return unsupported('getStateByRange');
  }
  getStateByRangeWithPagination(): never {
    return unsupported('getStateByRangeWithPagination');
  }
  getStateByPartialCompositeKeyWithPagination(): never {
    return unsupported('getStateByPartialCompositeKeyWithPagination');
  }
  getQueryResult(): never {
    return unsupported('getQueryResult');
  }
  getQueryResultWithPagination(): never {
    return unsupported('getQueryResultWithPagination');
  }
  getHistoryForKey(): never {
    return unsupported('getHistoryForKey');
  }
  invokeChaincode(): never {
    return unsupported('invokeChaincode');
  }
  setEvent(): never {
    return unsupported('setEvent');
  }
  splitCompositeKey(): never {
    return unsupported('splitCompositeKey');
  }
  setPrivateDataValidationParameter(): never {
    return unsupported('setPrivateDataValidationParameter');
  }
  getPrivateDataValidationParameter(): never {
    return unsupported('getPrivateDataValidationParameter');
  }
  getPrivateDataQueryResult(): never {
    return unsupported('getPrivateDataQueryResult');
  }
}
