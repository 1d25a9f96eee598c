/** What a transaction wrote to the supervisor's collection under one key. */
export interface SupervisedWrite {
  readonly hash: string | null;
  /** MSP ids of those to whom it wrote the same; none where it did so to the supervisor alone. */
  readonly beside: readonly string[];
}

/** A transaction by which a supervisor wrote one thing with others, and another alone; by SHA-256 of the keys. */
export type PartlyAlone = ReadonlyMap<string, SupervisedWrite>;

/**
 * Transactions of which a supervisor wrote a part with others and a part alone. It does so where it settles for a firm that is
 * away. What it wrote alone is nobody's agreement by itself: it counts where the parties agreed to all that it follows
 * from.
 */
export class WrittenAlone {
  readonly #transactions = new Map<string, PartlyAlone[]>();

  /**
   * @param written what a transaction wrote to the supervisor's collection
   * @param marks keys of the supervisor's own marks, which it always writes alone
   */
  apply(written: PartlyAlone, marks: () => ReadonlySet<string>): void {
    const alone = [...written].filter(([, { beside }]) => beside.length === 0);
    if (alone.length === 0 || alone.length === written.size) return;
    const own = marks();
    if (alone.every(([document]) => own.has(document))) return;
    for (const document of written.keys()) {
      this.#transactions.set(document, [...this.of(document), written]);
    }
  }

  /** Every key that one of them wrote. */
  documents(): IterableIterator<string> {
    return this.#transactions.keys();
  }

  /** Those that wrote a key, whether alone or with others, in the order of the chain. */
  of(document: string): readonly PartlyAlone[] {
    return this.#transactions.get(document) ?? [];
  }

  /** Whether one of them wrote a key to the supervisor alone; with a hash: whether it left that there. */
  isAlone(document: string, hash?: string | null): boolean {
    return this.of(document).some((written) => {
      const write = written.get(document);
      return write?.beside.length === 0 && (hash === undefined || write.hash === hash);
    });
  }
}
