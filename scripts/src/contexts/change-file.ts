import { setTimeout as wait } from 'node:timers/promises';
import { NetworkError, withLock, writeWhole } from '@jangbu/network';
import { notWritten, OutputFileError } from '../input/written-file';

/** A change takes a moment: so long another one is waited for, and asked after again so often. */
const PATIENCE_MS = 10_000;
const AGAIN_MS = 50;

/** Does something to a file that one process at a time may do to it. @throws OutputFileError when another one does not end */
export async function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await withLock(`${path}.lock`, work);
    } catch (error) {
      if (!(error instanceof NetworkError && error.code === 'BUSY')) throw error;
      if (performance.now() > until)
        throw new OutputFileError(
          `${path} is being changed by process ${error.facts['pid'] ?? '?'}: try again when that has ended`,
          { cause: error },
        );
    }
    await wait(AGAIN_MS);
  }
}

/** Writes a file whole or not at all, for its owner only. @throws OutputFileError */
export async function writeOwn(path: string, text: string): Promise<void> {
  try {
    await writeWhole(path, text, 0o600);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}
