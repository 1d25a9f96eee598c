import type { JangbuError } from '../../core/errors';
import type { TradeResult, TradesProgress } from './results';

/** A result, and the place in the caller's input to which it belongs. */
export interface PlacedResult {
  readonly place: number;
  readonly result: TradeResult;
}

/** A trade that was not begun: nothing of it is stored or sent. */
export function notBegun(uti: string, error: JangbuError): TradeResult {
  return { status: 'FAILED', uti, error, pending: null };
}

/** One call's results, filled in as its pages come back. */
export class CallResults {
  readonly #results: (TradeResult | undefined)[];
  readonly #counts = { RECORDED: 0, REFUSED: 0, FAILED: 0 };
  readonly #tell: ((progress: TradesProgress) => void) | undefined;

  /**
   * @param results what is known from the start, by place
   * @param tell told each time results come in
   */
  constructor(
    results: readonly (TradeResult | undefined)[],
    tell: ((progress: TradesProgress) => void) | undefined,
  ) {
    this.#results = results.map(() => undefined);
    this.#tell = tell;
    this.take(results.flatMap((result, place) => (result ? [{ place, result }] : [])));
  }

  get anyRefused(): boolean {
    return this.#counts.REFUSED > 0;
  }

  /** Takes results; a refused trade's position becomes its place in the caller's input. */
  take(placed: readonly PlacedResult[]): void {
    for (const { place, result } of placed) {
      const refused = result.status === 'REFUSED';
      this.#results[place] = refused
        ? { ...result, problem: { ...result.problem, position: place } }
        : result;
      this.#counts[result.status] += 1;
    }
    const { RECORDED: recorded, REFUSED: refused, FAILED: failed } = this.#counts;
    if (placed.length > 0) this.#tell?.({ total: this.#results.length, recorded, refused, failed });
  }

  /** Takes the same failure for each of these that has no result yet. */
  failRest(trades: readonly { readonly place: number; readonly uti: string }[], error: JangbuError): void {
    const without = trades.filter(({ place }) => this.#results[place] === undefined);
    this.take(without.map(({ place, uti }) => ({ place, result: notBegun(uti, error) })));
  }

  /** The results in the order of the input. */
  all(): TradeResult[] {
    return this.#results.filter((result) => result !== undefined);
  }
}
