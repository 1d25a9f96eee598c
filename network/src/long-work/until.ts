import { setTimeout as delay } from 'node:timers/promises';

import { NetworkError } from '../errors/network-error';

const firstPauseMs = 20;
const longestPauseMs = 250;

/** @throws NetworkError `CANCELLED` when the caller has given up */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new NetworkError('CANCELLED', 'stopped on request; the same command continues where this left off');
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
    throwIfCancelled(signal);
    if (await fact()) return true;
    if (performance.now() >= deadline) return false;
    await delay(pause);
  }
}
