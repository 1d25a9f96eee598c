/** The block that wrote a key last. Fabric compares versions, not values, when it commits. */
export type Version = number;

/** Bytes at a key, with the version under which they stand there. */
export interface Versioned {
  readonly bytes: Buffer;
  readonly version: Version;
}

/** Keys in the order in which Fabric's state database keeps them: by their UTF-8 bytes. */
export function inKeyOrder(keys: Iterable<string>): string[] {
  return [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** So many keys are kept beside the sorted ones before they are sorted in. */
const FRESH_MOST = 2_000;

/** A database of keys, as a peer keeps one for public state and one for each collection. */
export class Store {
  readonly #entries = new Map<string, Versioned>();
  /** Keys in their order, of which some may be gone. */
  #sorted: string[] = [];
  /** Keys that came since they were sorted. */
  #fresh: string[] = [];
  #gone = 0;

  get(key: string): Versioned | undefined {
    return this.#entries.get(key);
  }

  put(key: string, bytes: Buffer, version: Version): void {
    if (!this.#entries.has(key)) this.#fresh.push(key);
    this.#entries.set(key, { bytes, version });
  }

  remove(key: string): void {
    if (this.#entries.delete(key)) this.#gone += 1;
  }

  #sort(): void {
    if (this.#fresh.length <= FRESH_MOST && this.#gone <= FRESH_MOST) return;
    this.#sorted = inKeyOrder(this.#entries.keys());
    this.#fresh = [];
    this.#gone = 0;
  }

  /** The place of the first sorted key that is not before another. */
  #from(start: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#sorted[middle] ?? '', start)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Entries from `start` up to, without, `end`, in the order of their keys. */
  range(start: string, end: string): { readonly key: string; readonly entry: Versioned }[] {
    this.#sort();
    const inside = (key: string): boolean => !isBefore(key, start) && isBefore(key, end);
    const keys = new Set([
      ...this.#sorted.slice(this.#from(start), this.#from(end)),
      ...this.#fresh.filter(inside),
    ]);
    return inKeyOrder(keys).flatMap((key) => {
      const entry = this.#entries.get(key);
      return entry ? [{ key, entry }] : [];
    });
  }
}

function isBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}
