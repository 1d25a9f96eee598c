import { sha256 } from '@jangbu/model';
import type { ReadWriteSet } from './read-write-set';
import { Store, type Version } from './versioned';

/** A transaction in a block, with the plaintext of what it writes to private collections. */
export interface Committed {
  readonly set: ReadWriteSet;
  /** Organisations whose peers endorsed it: only they saw its plaintext. */
  readonly endorsers: ReadonlySet<string>;
}

/** What one peer knows: public state, the hashes of all private data, and its own organisation's plaintext. */
export class PeerState {
  readonly publicData = new Store();
  readonly #hashes = new Map<string, Store>();
  readonly #plaintext = new Map<string, Store>();

  hashes(collection: string): Store {
    return this.#in(this.#hashes, collection);
  }

  plaintext(collection: string): Store {
    return this.#in(this.#plaintext, collection);
  }

  #in(stores: Map<string, Store>, collection: string): Store {
    const store = stores.get(collection) ?? new Store();
    stores.set(collection, store);
    return store;
  }

  /** Applies a valid transaction; `own` is the collection whose plaintext is kept. */
  apply({ set }: Committed, version: Version, own?: string): void {
    for (const [key, bytes] of set.writes) this.publicData.put(key, bytes, version);
    for (const [collection, { writes }] of set.collections) {
      for (const [key, bytes] of writes) {
        if (!bytes) {
          this.hashes(collection).remove(key);
          this.plaintext(collection).remove(key);
          continue;
        }
        this.hashes(collection).put(key, sha256(bytes), version);
        if (collection === own) this.plaintext(collection).put(key, bytes, version);
      }
    }
  }
}
