import { abortedBy } from '../core/async/signals';
import { systemClock } from '../core/async/clock';
import { anyOf } from '../core/async/signals';

/** Another process may be the one that follows: its blocks are looked for so often, in milliseconds. */
const LOOK_MS = 200;

/** Wakes those who wait for blocks. */
export class Arrivals {
  #next = new AbortController();

  tell(): void {
    const told = this.#next;
    this.#next = new AbortController();
    told.abort();
  }

  /** Looks until there is what is looked for: after each block, and now and then. */
  async until<T>(look: () => Promise<T | undefined>, signal?: AbortSignal): Promise<T> {
    for (;;) {
      if (signal?.aborted) throw abortedBy(signal);
      const arrival = this.#next.signal;
      const found = await look();
      if (found !== undefined) return found;
      await systemClock.sleep(LOOK_MS, anyOf(signal, arrival));
    }
  }
}
