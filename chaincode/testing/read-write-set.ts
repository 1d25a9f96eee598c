import { sha256Hex } from '@jangbu/model';
import { inKeyOrder, type Version } from './versioned';

/** A public range that was read, with the keys and versions found in it. */
export interface RangeRead {
  readonly start: string;
  readonly end: string;
  readonly found: readonly (readonly [key: string, version: Version])[];
}

/** What one collection's part of a read-write set holds. */
export class CollectionSet {
  /** Versions of the hashed keys that were read; null where nothing stood. */
  readonly reads = new Map<string, Version | null>();
  /** Null where a key is purged. */
  readonly writes = new Map<string, Buffer | null>();
}

/** What one simulation of a transaction read and would write. */
export class ReadWriteSet {
  /** Versions of the public keys that were read; null where nothing stood. */
  readonly reads = new Map<string, Version | null>();
  readonly ranges: RangeRead[] = [];
  readonly writes = new Map<string, Buffer>();
  readonly collections = new Map<string, CollectionSet>();
  /** How many records were read in ranges, public and private. */
  ranged = 0;

  collection(name: string): CollectionSet {
    const set = this.collections.get(name) ?? new CollectionSet();
    this.collections.set(name, set);
    return set;
  }

  /** The collections that are written to. */
  get writtenCollections(): string[] {
    return [...this.collections].flatMap(([name, { writes }]) => (writes.size > 0 ? [name] : []));
  }

  /** Everything that stands in the block for all to see: of private data the hashes. */
  publicText(): string {
    const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
      inKeyOrder(map.keys()).flatMap((key) => {
        const value = map.get(key);
        return value === undefined ? [] : [[key, value]];
      });
    return JSON.stringify({
      reads: sorted(this.reads),
      ranges: this.ranges,
      writes: sorted(this.writes).map(([key, bytes]) => [key, bytes.toString()]),
      collections: sorted(this.collections).map(([name, set]) => ({
        name,
        reads: sorted(set.reads).map(([key, version]) => [sha256Hex(key), version]),
        writes: sorted(set.writes).map(([key, bytes]) => [sha256Hex(key), bytes && sha256Hex(bytes)]),
      })),
    });
  }
}
