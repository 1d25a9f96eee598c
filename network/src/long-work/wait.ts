import { setTimeout as delay } from 'node:timers/promises';

import { NetworkError } from '../errors/network-error';

const firstPauseMs = 20;
const longestPauseMs = 250;

/** @throws NetworkError `CANCELLED` when the caller has given up */
export function requireWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new NetworkError('CANCELLED', 'stopped on request; `network up` continues where this left off');
  }
}

/**
 * Waits for a fact, asking at short and growing intervals.
 *
 * @param fact what must become true; an exception ends the wait
 * @param deadlineMs how long to wait at most
 * @param signal ends the wait early
 * @returns whether it became true in time
 * @throws NetworkError `CANCELLED` when the signal is aborted
 */
export async function until(
  fact: () => boolean | Promise<boolean>,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.5, longestPauseMs)) {
    requireWanted(signal);
    if (await fact()) return true;
    if (performance.now() >= deadline) return false;
    await delay(pause);
  }
}

/**
 * Does the same for each of many, a few at a time.
 *
 * @param atOnce how many run at the same time at most
 * @returns the results, in the order of the items
 * @throws the first failure; what runs already is waited for
 */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item, index);
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results;
}
