import { abortedBy } from './persistence';

interface Waiting {
  readonly start: () => void;
  readonly signal: AbortSignal;
}

/** Lets so many run at a time; the others wait in the order in which they came. */
export class Limiter {
  readonly #limit: number;
  #running = 0;
  readonly #queue: Waiting[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Runs the work when its turn comes.
   *
   * @throws AbortedError when the signal is aborted before that
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#turn(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(abortedBy(signal));
    if (this.#running < this.#limit) {
      this.#running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        reject(abortedBy(signal));
      };
      const start = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const waiting: Waiting = { start, signal };
      this.#queue.push(waiting);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Hands the place on to the one that has waited longest. */
  #leave(): void {
    const next = this.#queue.shift();
    if (next) next.start();
    else this.#running -= 1;
  }
}
