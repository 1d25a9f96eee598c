/** So much text is kept at a time, counted in characters: some seventy full pages. */
const LENGTH_KEPT = 8 * 1024 * 1024;

/**
 * What is read out of long texts, kept for a while. The same text comes to a process more than once: when its transaction
 * is tried again, when a later one brings it along (a match its pages), and from each of the peers that it serves.
 * What follows from the text alone may be kept here, and nothing else: what is read is shared, so it must not be changed.
 */
export class ReadingsByText<T extends object> {
  readonly #read: (text: string) => T;
  readonly #lengthKept: number;
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, T>();
  #length = 0;

  /** @param read what it throws is thrown again each time */
  constructor(read: (text: string) => T, lengthKept = LENGTH_KEPT) {
    this.#read = read;
    this.#lengthKept = lengthKept;
  }

  /** What the text says, if that is known already. */
  known(text: string): T | undefined {
    return this.#kept.get(text);
  }

  /** What the text says. */
  of(text: string): T {
    const known = this.#kept.get(text);
    const reading = known ?? this.#read(text);
    if (known) this.#forget(text);
    this.#kept.set(text, reading);
    this.#length += text.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#length <= this.#lengthKept) break;
      this.#forget(oldest);
    }
    return reading;
  }

  #forget(text: string): void {
    this.#kept.delete(text);
    this.#length -= text.length;
  }
}
