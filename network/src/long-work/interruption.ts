import { NetworkError } from '../errors/network-error';
import { throwIfCancelled } from './until';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * npm passes on to its script what the terminal has sent to that already, a moment later: the same signal within this
 * time is the same key.
 */
const echoMs = 500;

/**
 * Does work that an interruption ends in good order: the first of SIGINT (Ctrl-C), SIGTERM and SIGHUP aborts the
 * work's signal instead of ending this process. A second one, of any of the three, aborts `forced`, whose listeners can
 * still do what needs no waiting, and ends the process at once, as they all do again when the work has ended.
 *
 * @param work ends where it can be continued when its signal is aborted
 */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal, forced: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  const forcing = new AbortController();
  let first: { readonly name: NodeJS.Signals; readonly at: number } | undefined;
  const forget = (): void => {
    for (const name of signals) process.off(name, take);
  };
  const take = (name: NodeJS.Signals): void => {
    if (first === undefined) {
      first = { name, at: performance.now() };
      stopping.abort();
    } else if (name !== first.name || performance.now() - first.at >= echoMs) {
      forget();
      forcing.abort();
      // Without a listener the system does with it what it does with every program.
      process.kill(process.pid, name);
    }
  };
  for (const name of signals) process.on(name, take);
  try {
    return await work(stopping.signal, forcing.signal);
  } finally {
    forget();
  }
}

/**
 * Waits for work that takes no signal, but not beyond one: what it has begun goes on unheard.
 *
 * @throws NetworkError `CANCELLED` when the signal is aborted
 */
export async function unlessInterrupted<Result>(
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  throwIfCancelled(signal);
  const begun = work();
  const interrupted = new Promise<never>((_, reject) => {
    const give = (): void => {
      reject(new NetworkError('CANCELLED', 'stopped on request'));
    };
    signal.addEventListener('abort', give, { once: true });
    const forget = (): void => {
      signal.removeEventListener('abort', give);
    };
    begun.then(forget, forget);
  });
  return Promise.race([begun, interrupted]);
}
