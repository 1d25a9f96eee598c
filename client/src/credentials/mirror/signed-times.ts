import { majorityOf } from '@jangbu/model';

/** A time that is further ahead of the own clock than this says nothing: somebody's clock is wrong, perhaps one's own. */
const AHEAD_MS = 30_000;

/** A time as far as the own clock bears it out; undefined of one that lies ahead of it, or is none. */
function borneOut(time: number, now: number): number | undefined {
  return time <= now + AHEAD_MS ? Math.min(time, now) : undefined;
}

/**
 * When members were last heard of, by times that their own clients signed. No minority of clocks, or of words, makes the
 * view of the ledger younger than it is: a quiet channel and a peer that is cut off look alike otherwise.
 */
export class SignedTimes {
  readonly #latest = new Map<string, number>();

  /**
   * Takes a time, unless it lies ahead.
   *
   * @param time milliseconds since 1970, as a valid transaction's creator signed it
   * @param now milliseconds since 1970, by the own clock
   */
  note(mspId: string, time: number, now: number): void {
    const taken = borneOut(time, now);
    if (taken === undefined) return;
    this.#latest.set(mspId, Math.max(taken, this.#latest.get(mspId) ?? Number.NEGATIVE_INFINITY));
  }

  /** Latest times by MSP id. */
  entries(): [mspId: string, time: number][] {
    return [...this.#latest];
  }

  /**
   * How long ago the time was that more than half of the members have reached; whoever was not heard of has reached none.
   *
   * @param members MSP ids of the active ones
   * @param now milliseconds since 1970, by the own clock
   * @returns milliseconds, zero or more; Infinity while so many have not been heard of
   */
  ageAt(members: ReadonlySet<string>, now: number): number {
    const times = [...members]
      .map((mspId) => borneOut(this.#latest.get(mspId) ?? Number.NaN, now))
      .filter((time) => time !== undefined)
      .sort((a, b) => b - a);
    const reached = times[majorityOf(members.size) - 1];
    return reached === undefined ? Number.POSITIVE_INFINITY : now - reached;
  }
}
