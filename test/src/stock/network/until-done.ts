import { until } from '@jangbu/network';
import { ProgramFailed } from './run-program';

const LONGEST_MS = 60_000;

/**
 * Tries until it is done: servers that have just been started do not answer at once.
 *
 * @throws ProgramFailed as the last try did
 */
export async function untilDone(work: () => Promise<unknown>): Promise<void> {
  let failure: ProgramFailed | undefined;
  const isDone = await until(async () => {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof ProgramFailed)) throw error;
      failure = error;
      return false;
    }
  }, LONGEST_MS);
  if (!isDone && failure !== undefined) throw failure;
}
