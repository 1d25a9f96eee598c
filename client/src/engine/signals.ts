import { setMaxListeners } from 'node:events';

/**
 * A signal that is aborted with the first of these. Many calls may wait on it at a time, which Node
 * would otherwise report as a leak from the eleventh on.
 */
export function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const signal = AbortSignal.any(signals.filter((each) => each !== undefined));
  setMaxListeners(0, signal);
  return signal;
}
