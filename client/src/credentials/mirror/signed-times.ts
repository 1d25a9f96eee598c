/** So many members have to be heard of, where there are nine or more. */
const HEARD_ENOUGH = 5;
const FEW_MEMBERS = 9;

/**
 * When members were last heard of, by times that their own clients signed. One member's clock, or its word, moves
 * the median little: a quiet channel and a peer that is cut off look alike otherwise.
 */
export class SignedTimes {
  readonly #latest = new Map<string, number>();

  /** @param time milliseconds since 1970, as a valid transaction's creator signed it */
  note(mspId: string, time: number): void {
    this.#latest.set(mspId, Math.max(time, this.#latest.get(mspId) ?? 0));
  }

  /** Latest times by MSP id. */
  entries(): [mspId: string, time: number][] {
    return [...this.#latest];
  }

  /**
   * The median of the latest times of the members heard of last: at least five, or more than half where there are
   * fewer than nine.
   *
   * @param members how many are active
   * @returns milliseconds since 1970; undefined until enough have been heard of
   */
  median(members: number): number | undefined {
    const needed = members < FEW_MEMBERS ? Math.floor(members / 2) + 1 : HEARD_ENOUGH;
    const times = [...this.#latest.values()].sort((a, b) => b - a).slice(0, needed);
    return times.length < needed ? undefined : times[Math.floor(needed / 2)];
  }
}
