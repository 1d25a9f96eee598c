import { RefusalError, type Key } from '@jangbu/model';
import type { ChaincodeStub } from 'fabric-shim';
import type { Caller } from '../../rules/consortium/membership';
import { callerOf } from './caller';
import type { Found, LedgerState } from './state';

/** Public state, as every transaction may read it. */
export interface PublicState {
  readonly channel: string;
  read(key: Key): Promise<Buffer | undefined>;
}

/**
 * What a transaction that is submitted may read. It has no private plaintext: endorsers which hold a
 * document and those which don't must come to the same result, so documents are given as transient
 * data and checked against their hashes.
 */
export interface SubmittedState extends PublicState {
  privateHash(mspId: string, key: Key): Promise<string | undefined>;
}

/** What a query may read besides: ranges, which a transaction that writes must not depend on. */
export interface QueriedState extends PublicState {
  readUnder(key: Key): Promise<Found[]>;
}

/** The collection of the caller's own organisation: the only private one that a query answers from. */
export interface OwnCollection {
  read(key: Key): Promise<string | undefined>;
  readUnder(key: Key): Promise<Found[]>;
  /** As `readUnder`, one after the other, from behind a key on. */
  scan(under: Key, after?: Key): AsyncIterable<Found>;
}

/** A member's collection, for the one who may ask for what is another's. */
export interface HeldCollection extends OwnCollection {
  /** SHA-256 of what stands at a key, hexadecimal; undefined when nothing does. */
  hash(key: Key): Promise<string | undefined>;
}

export interface SubmitContext {
  readonly caller: Caller;
  readonly state: SubmittedState;
  /**
   * A private document of the request.
   *
   * @throws RefusalError TRANSIENT_MISSING
   */
  transient(name: string): string;
}

export interface QueryContext {
  readonly caller: Caller;
  readonly state: QueriedState;
  readonly own: OwnCollection;
  /** Any member's collection. Only a new supervisor is answered from another's: see `supervision:documents`. */
  heldBy(mspId: string): HeldCollection;
}

/**
 * An entry of the transient data.
 *
 * @throws RefusalError TRANSIENT_MISSING
 */
export function transientText(stub: ChaincodeStub, name: string): string {
  const bytes = stub.getTransient().get(name);
  if (!bytes || bytes.length === 0) throw new RefusalError('TRANSIENT_MISSING', { name });
  return Buffer.from(bytes).toString();
}

/** What a transaction that may write is given. */
export function submitContext(stub: ChaincodeStub, state: LedgerState): SubmitContext {
  return {
    get caller() {
      return callerOf(stub);
    },
    state,
    transient: (name) => transientText(stub, name),
  };
}

/**
 * What a query is given. Fabric lets any member of the channel ask any peer for an implicit
 * collection, so the collection is bound to the caller here, once for all queries but the one by which a
 * new supervisor takes over what its members hold.
 */
export function queryContext(stub: ChaincodeStub, state: LedgerState): QueryContext {
  const collectionOf = (mspIdOf: () => string): HeldCollection => ({
    read: (key) => state.readPrivate(mspIdOf(), key),
    readUnder: (key) => state.readPrivateUnder(mspIdOf(), key),
    scan: (under, after) => state.scanPrivate(mspIdOf(), under, after),
    hash: (key) => state.privateHash(mspIdOf(), key),
  });
  return {
    get caller() {
      return callerOf(stub);
    },
    state,
    own: collectionOf(() => callerOf(stub).mspId),
    heldBy: (mspId) => collectionOf(() => mspId),
  };
}
