import { abortedBy } from './signals';

interface Waiting {
  readonly start: () => void;
  readonly signal: AbortSignal;
}

/**
 * Lets so many run at a time. The others wait in lanes: within a lane in the order in which they came, and the lanes
 * take turns, so that one urgent call need not wait behind ten thousand of another kind.
 */
export class Limiter {
  readonly #limit: number;
  #running = 0;
  /** The lanes in which somebody waits, the one whose turn is next first. */
  readonly #lanes = new Map<string, Waiting[]>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Runs the work when its turn comes.
   *
   * @param lane with what it queues
   * @throws AbortedError when the signal is aborted before that
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal, lane = ''): Promise<T> {
    await this.#turn(signal, lane);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #turn(signal: AbortSignal, lane: string): Promise<void> {
    if (signal.aborted) return Promise.reject(abortedBy(signal));
    if (this.#running < this.#limit) {
      this.#running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#remove(waiting, lane);
        reject(abortedBy(signal));
      };
      const start = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const waiting: Waiting = { start, signal };
      const queue = this.#lanes.get(lane);
      if (queue) queue.push(waiting);
      else this.#lanes.set(lane, [waiting]);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  #remove(waiting: Waiting, lane: string): void {
    const queue = this.#lanes.get(lane) ?? [];
    queue.splice(queue.indexOf(waiting), 1);
    if (queue.length === 0) this.#lanes.delete(lane);
  }

  /** Hands the place on to the one that has waited longest in the lane whose turn it is. */
  #leave(): void {
    const [next] = this.#lanes;
    if (!next) {
      this.#running -= 1;
      return;
    }
    const [lane, queue] = next;
    const first = queue.shift();
    // Behind all other lanes now.
    this.#lanes.delete(lane);
    if (queue.length > 0) this.#lanes.set(lane, queue);
    first?.start();
  }
}
