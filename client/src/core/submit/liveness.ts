import type { Clock } from '../async/clock';

/** For so long an organisation that failed is passed over where another can stand in. */
const AVOID_MS = 20_000;

/** What the contract client has lately seen of the organisations' peers. */
export class Liveness {
  readonly #clock: Clock;
  /** When each failed last, by MSP id. */
  readonly #failedAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  failed(mspId: string): void {
    this.#failedAt.set(mspId, this.#clock.now());
  }

  #failedLately(mspId: string): number {
    const at = this.#failedAt.get(mspId);
    if (at === undefined) return 0;
    if (this.#clock.now() - at < AVOID_MS) return at;
    this.#failedAt.delete(mspId);
    return 0;
  }

  /**
   * The organisations in the order in which to ask them: those believed alive before those that
   * failed lately (the longest ago first); among the alive the preferred one, then the others at
   * random, so that the load spreads.
   */
  orderEndorsed(preferred: string, organizations: readonly string[]): string[] {
    return organizations
      .map((mspId) => ({
        mspId,
        failed: this.#failedLately(mspId),
        lot: mspId === preferred ? -1 : this.#clock.random(),
      }))
      .sort((a, b) => a.failed - b.failed || a.lot - b.lot)
      .map(({ mspId }) => mspId);
  }
}
