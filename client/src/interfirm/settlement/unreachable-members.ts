import { systemClock, type Clock } from '../../core/async/clock';

/** So long a member whose peer did not answer is not asked again. */
const UNREACHABLE_MS = 60_000;

/** Remembers for a while whose peers did not answer, so that not every call has to find out anew. */
export class UnreachableMembers {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  noteUnreachable(members: readonly string[]): void {
    for (const member of members) this.#until.set(member, this.#clock.now() + UNREACHABLE_MS);
  }

  noteReached(members: readonly string[]): void {
    for (const member of members) this.#until.delete(member);
  }

  /** Whether one of the members was away a moment ago. */
  someUnreachable(members: readonly string[]): boolean {
    return members.some((member) => (this.#until.get(member) ?? 0) > this.#clock.now());
  }
}
