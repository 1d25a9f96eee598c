import type { Clock } from '../../core/async/clock';
import { statement } from '../../../testing/statements';
import { CallBatches } from './batch-calls';
import type { TradeResult } from './results';
import type { Statement } from '../pages/statement';

/** Time goes on when the test says so. */
class SteppedClock implements Clock {
  #now = 0;
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
      if (signal?.aborted) resolve();
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  random(): number {
    return 0;
  }

  pass(ms: number): void {
    this.#now += ms;
    for (const { at, wake } of this.#sleepers) if (at <= this.#now) wake();
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
  }
}

function recorded({ uti }: Statement, position: number): TradeResult {
  const page = { submitter: 'nh', pageId: 'p1' } as never;
  return { status: 'RECORDED', uti, page, position, transactionId: 'tx' };
}

/** A gathering, and what it sent: the UTIs of each time. */
function gathering(
  results: (statements: readonly Statement[]) => TradeResult[] = (all) => all.map(recorded),
) {
  const clock = new SteppedClock();
  const sent: string[][] = [];
  const signals: AbortSignal[] = [];
  const calls = new CallBatches((statements, signal) => {
    sent.push(statements.map(({ uti }) => uti));
    signals.push(signal);
    return Promise.resolve(results(statements));
  }, clock);
  return { calls, clock, sent, signals };
}

/** Lets what is ready run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const utis = (results: readonly TradeResult[]): string[] => results.map(({ uti }) => uti);

describe('calls that wait for each other', () => {
  test('are sent together, and each gets its own results', async () => {
    const { calls, clock, sent } = gathering();
    const one = calls.submit([statement(1)], 20, undefined);
    const two = calls.submit([statement(2), statement(3)], 20, undefined);
    await settled();
    expect(sent).toEqual([]);
    clock.pass(20);
    expect(utis(await one)).toEqual([statement(1).uti]);
    expect(utis(await two)).toEqual([statement(2).uti, statement(3).uti]);
    expect(sent).toHaveLength(1);
  });

  test('are sent when the most impatient of them has waited its time', async () => {
    const { calls, clock, sent } = gathering();
    const patient = calls.submit([statement(1)], 1_000, undefined);
    const hasty = calls.submit([statement(2)], 5, undefined);
    await settled();
    clock.pass(4);
    await settled();
    expect(sent).toEqual([]);
    clock.pass(1);
    await Promise.all([patient, hasty]);
    expect(sent).toHaveLength(1);
  });

  test('that fill a page wait no longer', async () => {
    const { calls, sent } = gathering();
    const many = Array.from({ length: 500 }, (_, i) => statement(i));
    await calls.submit(many, 1_000, undefined);
    expect(sent[0]).toHaveLength(500);
  });

  test('a call that comes while others are on their way is sent as well', async () => {
    const { calls, clock, sent } = gathering();
    const first = calls.submit([statement(1)], 10, undefined);
    await settled();
    clock.pass(10);
    const second = calls.submit([statement(2)], 10, undefined);
    await first;
    await settled();
    clock.pass(10);
    await second;
    expect(sent.flat()).toEqual([statement(1).uti, statement(2).uti]);
  });

  test('the same trade from two calls is sent one after the other', async () => {
    const { calls, clock, sent } = gathering();
    const first = calls.submit([statement(1)], 10, undefined);
    const again = calls.submit([statement(1)], 10, undefined);
    await first;
    await settled();
    clock.pass(10);
    expect(utis(await again)).toEqual([statement(1).uti]);
    expect(sent).toEqual([[statement(1).uti], [statement(1).uti]]);
  });

  test("a refused trade's position is the one in its own call", async () => {
    const refuse = (all: readonly Statement[]): TradeResult[] =>
      all.map(({ uti }, position) => ({
        status: 'REFUSED',
        uti,
        problem: { position, uti, code: 'INSTRUMENT_UNKNOWN', problems: [] },
      }));
    const { calls, clock } = gathering(refuse);
    const one = calls.submit([statement(1)], 5, undefined);
    const two = calls.submit([statement(2), statement(3)], 5, undefined);
    await settled();
    clock.pass(5);
    const positions = [...(await one), ...(await two)].map((result) =>
      result.status === 'REFUSED' ? result.problem.position : -1,
    );
    expect(positions).toEqual([0, 0, 1]);
  });

  test('one that is aborted while it waits is left out, and the others are sent', async () => {
    const { calls, clock, sent, signals } = gathering();
    const stop = new AbortController();
    const one = calls.submit([statement(1)], 5, stop.signal);
    const two = calls.submit([statement(2)], 5, undefined);
    await settled();
    stop.abort();
    clock.pass(5);
    await expect(one).rejects.toMatchObject({ name: 'AbortedError' });
    await two;
    expect(sent).toEqual([[statement(2).uti]]);
    expect(signals[0]?.aborted).toBe(false);
  });

  test.each([Number.NaN, Infinity, -1, 60_001])('that would wait %p milliseconds are refused', async (ms) => {
    const { calls, sent } = gathering();
    await expect(calls.submit([statement(1)], ms, undefined)).rejects.toMatchObject({ name: 'InputError' });
    expect(sent).toEqual([]);
  });

  test('leave nothing behind at a signal that outlives them', async () => {
    const { calls, clock } = gathering();
    const { signal } = new AbortController();
    const [add, remove] = [jest.spyOn(signal, 'addEventListener'), jest.spyOn(signal, 'removeEventListener')];
    const results = calls.submit([statement(1)], 5, signal);
    clock.pass(5);
    await results;
    await settled();
    expect(remove.mock.calls.length).toBe(add.mock.calls.length);
  });

  test('what goes wrong with the sending goes to all of them', async () => {
    const { calls, clock } = gathering(() => {
      throw new Error('the store is full');
    });
    const both = [1, 2].map((number) => calls.submit([statement(number)], 5, undefined));
    const outcomes = Promise.allSettled(both);
    await settled();
    clock.pass(5);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
