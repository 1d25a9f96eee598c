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

/** A database of keys, as a peer keeps one for public state and one for each collection. */
export class Store {
  readonly #entries = new Map<string, Versioned>();

  get(key: string): Versioned | undefined {
    return this.#entries.get(key);
  }

  put(key: string, bytes: Buffer, version: Version): void {
    this.#entries.set(key, { bytes, version });
  }

  remove(key: string): void {
    this.#entries.delete(key);
  }

  /** Entries from `start` up to, without, `end`, in the order of their keys. */
  range(start: string, end: string): { readonly key: string; readonly entry: Versioned }[] {
    const from = Buffer.from(start);
    const to = Buffer.from(end);
    return inKeyOrder(this.#entries.keys()).flatMap((key) => {
      const bytes = Buffer.from(key);
      const entry = this.#entries.get(key);
      const inside = Buffer.compare(bytes, from) >= 0 && Buffer.compare(bytes, to) < 0;
      return inside && entry ? [{ key, entry }] : [];
    });
  }
}
