import type { PageReference } from '@jangbu/model';
import { Limiter } from '../../core/async/limiter';
import { anyOf } from '../../core/async/signals';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, JangbuError, RefusedError } from '../../core/errors';
import { CallResults, notBegun, type PlacedResult } from './call-results';
import { findKnown, type InPage, type KnownTrades } from './known-trades';
import { checkStatements, type CheckedStatements } from './local-check';
import { newPage, type PageArchive, type ReadPage, type WhenRefused } from '../pages/page-archive';
import type { PageRecorder, RecordOptions } from './page-recorder';
import { cutIntoPages, type PlacedTrade, type TradeGroup } from '../pages/paging';
import type { TradeResult, TradesProgress } from './results';
import type { Statement } from '../pages/statement';

/** How to submit trades. */
export interface SubmitTradesOptions extends CallOptions {
  /**
   * Records all the trades or none. They have to fit one page then: one counterparty, one trade
   * date, at most 500 trades and 256 KB. Without it, good trades are recorded whatever becomes of
   * the others.
   */
  readonly allOrNothing?: boolean | undefined;
  /**
   * Lets the statements wait for those of other calls, for so many milliseconds at the most, so that
   * many small calls share pages; each call gets its own results. Of no effect with `allOrNothing`.
   * `onProgress` is not told, and `signal` stops a page only when all the calls that share it are aborted.
   */
  readonly gatherMs?: number | undefined;
  /** Told each time a page is done. */
  readonly onProgress?: ((progress: TradesProgress) => void) | undefined;
}

/** So many pages of one call are made and sent at a time. */
const PAGES_AT_A_TIME = 12;

/** One call on its way. */
interface Call {
  readonly callResults: CallResults;
  readonly limiter: Limiter;
  readonly signal: AbortSignal;
  readonly whenRefused: WhenRefused;
}

/** Submits statements: checks, pages, stores and sends them, and gathers a result for each. */
export class TradeSubmission {
  readonly #ownId: string;
  readonly #archive: PageArchive;
  readonly #recorder: PageRecorder;

  constructor(ownId: string, archive: PageArchive, recorder: PageRecorder) {
    this.#ownId = ownId;
    this.#archive = archive;
    this.#recorder = recorder;
  }

  /** @returns a result for each statement, in their order */
  submit(statements: readonly Statement[], options: SubmitTradesOptions): Promise<TradeResult[]> {
    return this.send(statements, checkStatements(statements, this.#ownId), options);
  }

  /**
   * Sends what a check has left of the statements or corrections of trades.
   *
   * @param asked the trades as the caller gave them
   * @returns a result for each, in their order
   */
  async send(
    asked: readonly { readonly uti: string }[],
    { groups, results }: CheckedStatements,
    options: SubmitTradesOptions,
  ): Promise<TradeResult[]> {
    const { allOrNothing = false, onProgress } = options;
    const signal = anyOf(options.signal);
    const callResults = new CallResults(results, onProgress);
    if (allOrNothing) {
      requireOnePage(groups);
      if (callResults.anyRefused) return keptBack(asked, callResults.all());
    }
    const whenRefused = allOrNothing ? 'GIVE_UP' : 'SEND_THE_REST';
    const limiter = new Limiter(PAGES_AT_A_TIME);
    const call: Call = { callResults, limiter, signal, whenRefused };
    await Promise.all(groups.map((group) => this.#submitGroup(group, call)));
    return callResults.all();
  }

  /** Sends the pending pages of the store again. @returns results of all their trades */
  async resume(options: CallOptions): Promise<TradeResult[]> {
    const signal = anyOf(options.signal);
    const limiter = new Limiter(PAGES_AT_A_TIME);
    const send = async (reference: PageReference): Promise<TradeResult[]> => {
      const page = await this.#archive.get(reference);
      if (page?.state.status !== 'PENDING') return [];
      return this.#recorder.record(page, { signal, whenRefused: page.whenRefused, origin: 'STORED' });
    };
    const pending = await this.#archive.pending();
    const sent = pending.map((reference) => limiter.run(() => send(reference), signal));
    return (await Promise.all(sent)).flat();
  }

  async #submitGroup(group: TradeGroup, call: Call): Promise<void> {
    // All pages are waited for, even when one fails: each trade's result must say how it ended.
    const outcomes = await Promise.allSettled(await this.#startGroup(group, call));
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (!failure) return;
    const error: unknown = failure.reason;
    // The store failed, or the call was aborted: what has no result was not begun.
    if (!(error instanceof JangbuError)) throw error;
    const trades = group.trades.map(({ place, trade }) => ({ place, uti: trade.uti }));
    call.callResults.failRest(trades, error);
  }

  async #startGroup(group: TradeGroup, call: Call): Promise<readonly Promise<void>[]> {
    let known: KnownTrades;
    try {
      known = await findKnown(this.#archive, this.#ownId, group);
    } catch (error) {
      return [Promise.reject(error instanceof Error ? error : new Error(String(error)))];
    }
    call.callResults.take(known.recorded);
    return [
      ...[...known.pending].map(([page, places]) => {
        const { whenRefused } = page;
        return this.#send(() => page, { signal: call.signal, whenRefused, origin: 'STORED' }, places, call);
      }),
      ...cutIntoPages(known.rest).map((trades) => {
        const places = trades.map(({ place }, position) => ({ place, position }));
        const { signal, whenRefused } = call;
        return this.#send(
          () => this.#pageOf(group, trades),
          { signal, whenRefused, origin: 'NEW' },
          places,
          call,
        );
      }),
    ];
  }

  #pageOf({ counterparty, tradeDate }: TradeGroup, trades: readonly PlacedTrade[]): ReadPage {
    return newPage(
      { submitter: this.#ownId, counterparty, tradeDate },
      trades.map(({ trade }) => trade),
    );
  }

  /** Makes a page when its turn comes, so that a large call does not hold all its pages at once. */
  async #send(
    make: () => ReadPage,
    recording: RecordOptions,
    places: readonly InPage[],
    { limiter, signal, callResults }: Call,
  ): Promise<void> {
    const results = await limiter.run(() => this.#recorder.record(make(), recording), signal);
    callResults.take(
      places.flatMap(({ place, position }): PlacedResult[] => {
        const result = results[position];
        return result ? [{ place, result }] : [];
      }),
    );
  }
}

/** With all or nothing, bad statements keep the others back. */
function keptBack(
  statements: readonly { readonly uti: string }[],
  results: readonly TradeResult[],
): TradeResult[] {
  const trades = results.flatMap((result) => (result.status === 'REFUSED' ? [result.problem] : []));
  const error = new RefusedError({ code: 'TRADES_REFUSED', facts: { trades, untold: 0 } });
  const refused = new Map(trades.map((problem) => [problem.position, problem]));
  return statements.map(({ uti }, place) => {
    const problem = refused.get(place);
    return problem ? { status: 'REFUSED', uti, problem } : notBegun(uti, error);
  });
}

function requireOnePage(groups: readonly TradeGroup[]): void {
  const pages = groups.flatMap(({ trades }) => cutIntoPages(trades)).length;
  if (pages <= 1) return;
  const says = 'all-or-nothing needs one page: one counterparty, one trade date, 500 trades, 256 KB';
  throw new InputError(says, [{ path: '', message: `these would be ${pages} pages` }]);
}
