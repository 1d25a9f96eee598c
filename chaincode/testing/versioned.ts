/** The block that wrote a key last. Fabric compares versions, not values, when it commits. */
export type Version = number;

/** Bytes at a key, with the version under which they stand there. */
export interface Versioned {
  readonly bytes: Buffer;
  readonly version: Version;
}

/** Where UTF-16 and UTF-8 order texts differently. */
const BEYOND = /[\ud800-\uffff]/u;

/** Keys in the order in which Fabric's state database keeps them: by their UTF-8 bytes. */
export function inKeyOrder(keys: Iterable<string>): string[] {
  const all = [...keys];
  if (all.some((key) => BEYOND.test(key))) {
    return all.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }
  return all.sort();
}

/** So many keys are kept beside the sorted ones before they are sorted in. */
const FRESH_MOST = 2_000;

/** A key with what stands there. */
export interface StoredKey {
  readonly key: string;
  readonly entry: Versioned;
}

/** The keys of one kind. */
class KindStore {
  readonly entries = new Map<string, Versioned>();
  /** Keys in their order, of which some may be gone. */
  #sorted: string[] = [];
  /** Keys that came since they were sorted. */
  #fresh: string[] = [];
  #gone = 0;

  put(key: string, entry: Versioned): void {
    if (!this.entries.has(key)) this.#fresh.push(key);
    this.entries.set(key, entry);
  }

  remove(key: string): void {
    if (this.entries.delete(key)) this.#gone += 1;
  }

  #sort(): void {
    if (this.#fresh.length <= FRESH_MOST && this.#gone <= FRESH_MOST) return;
    this.#sorted = inKeyOrder(this.entries.keys());
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

  *scan(start: string, end: string): Iterable<StoredKey> {
    this.#sort();
    const fresh = inKeyOrder(this.#fresh.filter((key) => !isBefore(key, start) && isBefore(key, end)));
    let [place, next] = [this.#from(start), 0];
    let last: string | undefined;
    for (;;) {
      const [old, young] = [this.#sorted[place], fresh[next]];
      const isYoung = young !== undefined && (old === undefined || isBefore(young, old));
      const key = isYoung ? young : old;
      if (key === undefined || !isBefore(key, end)) return;
      if (isYoung) next += 1;
      else place += 1;
      const entry = this.entries.get(key);
      // One that was removed and put anew may stand in both.
      if (entry && key !== last) yield { key, entry };
      last = key;
    }
  }
}

/** The kind of a composite key. */
function kindOf(key: string): string {
  return key.slice(1, key.indexOf('\u0000', 1));
}

/** What stands at a key of which only that it stands is known any more. */
const FORGOTTEN: Versioned = { bytes: Buffer.from('forgotten'), version: -1 };

/** A database of keys, as a peer keeps one for public state and one for each collection. */
export class Store {
  readonly #kinds = new Map<string, KindStore>();

  #kind(key: string): KindStore {
    const name = kindOf(key);
    const kind = this.#kinds.get(name) ?? new KindStore();
    this.#kinds.set(name, kind);
    return kind;
  }

  get(key: string): Versioned | undefined {
    return this.#kind(key).entries.get(key);
  }

  put(key: string, bytes: Buffer, version: Version): void {
    this.#kind(key).put(key, { bytes, version });
  }

  /** Keeps the key, among the others, and no bytes of its own: memory for millions. */
  forget(key: string): void {
    this.#kind(key).put(key, FORGOTTEN);
  }

  remove(key: string): void {
    this.#kind(key).remove(key);
  }

  /** Entries of one kind from `start` up to, without, `end`, in the order of their keys: each is found when it is asked for. */
  scan(start: string, end: string): Iterable<StoredKey> {
    return this.#kind(start).scan(start, end);
  }

  /** As {@link scan}, all of them. */
  range(start: string, end: string): StoredKey[] {
    return [...this.scan(start, end)];
  }
}

function isBefore(a: string, b: string): boolean {
  return BEYOND.test(a) || BEYOND.test(b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0 : a < b;
}
