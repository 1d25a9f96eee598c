import type { Clock } from '../../core/async/clock';
import { abortedBy } from '../../core/async/signals';
import { untilAborted } from '../../core/async/signals';
import { InputError } from '../../core/errors';
import type { TradeResult } from './results';
import type { Statement } from '../pages/statement';

/** So many statements are enough for a page, whatever its counterparty: they wait no longer. */
const FULL = 500;

/** So long a call may wait for others. */
const LONGEST_MS = 60_000;

/** Sends statements of several calls as one. */
export type SendTogether = (
  statements: readonly Statement[],
  signal: AbortSignal,
) => Promise<readonly TradeResult[]>;

interface WaitingCall {
  readonly statements: readonly Statement[];
  readonly signal: AbortSignal | undefined;
  readonly resolve: (results: readonly TradeResult[]) => void;
  readonly reject: (error: unknown) => void;
}

function nameOf({ counterparty, tradeDate, uti }: Statement): string {
  return `${counterparty}/${tradeDate}/${uti}`;
}

/** Calls that are waiting to be sent together. */
class Batch {
  readonly calls: WaitingCall[] = [];
  readonly #names = new Set<string>();
  readonly #leaving = new AbortController();
  #due = Infinity;
  #size = 0;
  /** Resolves when the batch has been sent and answered, or has failed. */
  readonly done: Promise<void>;
  readonly finish: () => void;

  constructor() {
    const { promise, resolve } = withResolvers();
    this.done = promise;
    this.finish = resolve;
  }

  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }

  /** A trade that another call has stated stays for the next batch, where it is known by the store. */
  repeats(statements: readonly Statement[]): boolean {
    return statements.some((statement) => this.#names.has(nameOf(statement)));
  }

  add(call: WaitingCall): void {
    this.calls.push(call);
    this.#size += call.statements.length;
    for (const statement of call.statements) this.#names.add(nameOf(statement));
    if (this.#size >= FULL) this.leave();
  }

  /** @returns whether it leaves earlier now */
  leavesBy(time: number): boolean {
    const earlier = time < this.#due;
    if (earlier) this.#due = time;
    return earlier;
  }

  leave(): void {
    this.#leaving.abort();
  }
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Lets many small calls wait for each other, so that their trades share pages. */
export class CallBatches {
  readonly #send: SendTogether;
  readonly #clock: Clock;
  #gathering: Batch | undefined;
  readonly #sending = new Set<Batch>();

  constructor(send: SendTogether, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  /**
   * Sends statements together with those of other calls.
   *
   * @param withinMs they are sent after so many milliseconds at the latest
   * @param signal takes the call out while it waits; what is sent already is stopped when all the calls
   *   that are sent with it are aborted
   * @returns results of these statements only, refused trades by their place among them
   * @throws AbortedError when it was taken out
   */
  async submit(
    statements: readonly Statement[],
    withinMs: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly TradeResult[]> {
    if (!(withinMs >= 0 && withinMs <= LONGEST_MS)) {
      throw new InputError(`calls are gathered for 0 to ${LONGEST_MS} milliseconds, not ${withinMs}`);
    }
    for (let other = this.#statesOneOf(statements); other; other = this.#statesOneOf(statements)) {
      other.leave();
      await untilAborted(other.done, signal);
    }
    if (signal?.aborted) throw abortedBy(signal);
    const batch = (this.#gathering ??= new Batch());
    return new Promise((resolve, reject) => {
      batch.add({ statements, signal, resolve, reject });
      if (batch.leavesBy(this.#clock.now() + withinMs)) void this.#depart(batch, withinMs);
    });
  }

  /** Called once for each earlier time of leaving; the first that comes true sends the batch. */
  async #depart(batch: Batch, withinMs: number): Promise<void> {
    await this.#clock.sleep(withinMs, batch.leaving);
    if (batch !== this.#gathering) return;
    this.#gathering = undefined;
    this.#sending.add(batch);
    batch.leave();
    await this.#sendAll(batch.calls);
    this.#sending.delete(batch);
    batch.finish();
  }

  #statesOneOf(statements: readonly Statement[]): Batch | undefined {
    const batches = this.#gathering ? [this.#gathering, ...this.#sending] : [...this.#sending];
    return batches.find((batch) => batch.repeats(statements));
  }

  async #sendAll(all: readonly WaitingCall[]): Promise<void> {
    const calls = all.filter(({ signal, reject }) => {
      if (signal?.aborted) reject(abortedBy(signal));
      return !signal?.aborted;
    });
    if (calls.length === 0) return;
    const statements = calls.flatMap((call) => call.statements);
    const { signal: everybody, leave } = whenAllAbort(calls);
    try {
      const results = await this.#send(statements, everybody);
      let from = 0;
      for (const { statements: own, resolve } of calls) {
        resolve(results.slice(from, from + own.length).map((result) => placedFrom(result, from)));
        from += own.length;
      }
    } catch (error) {
      for (const { reject } of calls) reject(error);
    } finally {
      leave();
    }
  }
}

function placedFrom(result: TradeResult, from: number): TradeResult {
  if (result.status !== 'REFUSED') return result;
  return { ...result, problem: { ...result.problem, position: result.problem.position - from } };
}

/** Others' trades are not stopped because one caller has no more interest. */
function whenAllAbort(calls: readonly WaitingCall[]): { signal: AbortSignal; leave: () => void } {
  const all = new AbortController();
  let left = calls.length;
  const listening = calls.flatMap(({ signal }) => {
    if (!signal) return [];
    const aborted = (): void => {
      left -= 1;
      if (left === 0) all.abort(signal.reason);
    };
    signal.addEventListener('abort', aborted, { once: true });
    return [
      () => {
        signal.removeEventListener('abort', aborted);
      },
    ];
  });
  const leave = (): void => {
    for (const stop of listening) stop();
  };
  return { signal: all.signal, leave };
}
