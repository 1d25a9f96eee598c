const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that an interruption ends in good order: the first of SIGINT, SIGTERM and SIGHUP aborts it instead of
 * ending this process at once. Afterwards these signals do again what they did before.
 */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  signals.forEach((name) => process.once(name, stop));
  try {
    return await work(controller.signal);
  } finally {
    signals.forEach((name) => process.off(name, stop));
  }
}
