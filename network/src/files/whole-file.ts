import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all, onto the disk: a reader finds what was there before, or all of it, after a power
 * cut too. Its folder is made if need be.
 *
 * @param mode who may read it; everybody whom the process lets, where it is left out
 */
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const unfinished = `${file}.${process.pid}.new`;
  await mkdir(dirname(file), { recursive: true });
  try {
    const handle = await open(unfinished, 'w', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}
