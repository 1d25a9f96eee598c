import { withProgress } from 'jangbu';
import type { Progress } from '@jangbu/network';
import type { BenchArguments } from './arguments';
import { tellsOfProcesses } from './measure/proc';
import { BenchNetwork } from './network/bench-network';
import { benchNetworkContext } from './network/bench-network-context';
import { outcomeOfBench, type BenchOutcome } from './results/outcome';

/** Somebody wants it to stop. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';

  constructor() {
    super('interrupted');
  }
}

/** Waits for work, but not beyond the signal: what it has begun then fails for want of a network. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const interrupted = new Promise<never>((_, reject) => {
    const give = (): void => {
      reject(new InterruptedError());
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  return Promise.race([work, interrupted]);
}

/**
 * Runs what is asked for, one after the other, on one network that is taken down afterwards. A benchmark that
 * fails does not keep the others from running.
 *
 * @param tell is given each outcome as soon as it is there
 * @param interruption `signal` ends it in order, `forced` at once
 * @returns whether each gave a result
 * @throws InterruptedError when the signal came; the network is down then, too
 */
export async function runBenches(
  { benches, scale, consortium, state }: BenchArguments,
  tell: (outcome: BenchOutcome) => void,
  { signal, forced }: { readonly signal: AbortSignal; readonly forced: AbortSignal },
): Promise<boolean> {
  const context = await benchNetworkContext(scale, { consortium, state });
  let current: Progress = () => undefined;
  const network = new BenchNetwork(
    context,
    (event) => {
      current(event);
    },
    signal,
  );
  forced.addEventListener('abort', () => {
    network.kill();
  });
  let ok = true;
  try {
    for (const bench of benches) {
      const outcome = await withProgress((progress) => {
        current = progress;
        const given = { scale, consortium: context.consortium, network, progress };
        return unlessAborted(signal, outcomeOfBench(bench, given));
      });
      tell(outcome);
      ok &&= outcome.ok;
    }
    return ok;
  } finally {
    await withProgress((progress) => {
      current = progress;
      return network.takeDown();
    });
  }
}

/** What is left out of the figures on this system, if anything. */
export const leftOut: string | undefined = tellsOfProcesses
  ? undefined
  : 'this system does not tell what processes spend (there is no /proc): no processor times, no memory';
