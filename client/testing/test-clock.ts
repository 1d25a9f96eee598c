import type { Clock } from '../src/core/async/clock';

/** A clock that never makes anyone wait: sleeping moves its time on. */
export class TestClock implements Clock {
  #now = 1_000;
  /** How long each sleep was. */
  readonly pauses: number[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    this.pauses.push(ms);
    this.#now += ms;
    return Promise.resolve();
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.#now += ms;
  }

  random(): number {
    return 0.5;
  }
}
