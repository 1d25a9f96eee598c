/**
 * Does work that a signal (Ctrl-C) breaks off in order: the work is told by its AbortSignal and ends
 * where it can be continued. A second signal ends the process at once.
 */
export async function cancelledBySignals<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const cancel = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, cancel);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, cancel);
  }
}
