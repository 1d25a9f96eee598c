import { setMaxListeners } from 'node:events';
import { AbortedError } from '../errors';

/** The error for a signal that has been aborted: by the caller, or by closing the connection. */
export function abortedBy(signal: AbortSignal, transactionId?: string): AbortedError {
  if (signal.reason instanceof AbortedError) {
    return new AbortedError(signal.reason.by, { transactionId, cause: signal.reason.cause });
  }
  return new AbortedError('SIGNAL', { transactionId, cause: signal.reason });
}

/**
 * A signal that is aborted with the first of these. Many calls may wait on it at a time, which Node
 * would otherwise report as a leak from the eleventh on.
 */
export function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const signal = AbortSignal.any(signals.filter((each) => each !== undefined));
  setMaxListeners(0, signal);
  return signal;
}

/**
 * What a promise comes to, unless the signal is aborted before.
 *
 * @throws AbortedError; what goes on meanwhile ends by itself
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  if (signal.aborted) {
    work.catch(() => undefined);
    throw abortedBy(signal);
  }
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(abortedBy(signal));
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
