const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that an interruption ends in good order: the first of SIGINT (Ctrl-C), SIGTERM and SIGHUP aborts the
 * work's signal instead of ending this process. A second one, of any of the three, ends the process at once, as
 * they all do again when the work has ended.
 *
 * @param work ends where it can be continued when its signal is aborted
 */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const forget = (): void => {
    for (const name of signals) process.off(name, stop);
  };
  const stop = (): void => {
    // Without a listener the system does with the next signal what it does with every program.
    forget();
    controller.abort();
  };
  for (const name of signals) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    forget();
  }
}
