import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';

import { identify } from '../processes/process-identity';

const temporaryPrefix = '.making-';

/**
 * Makes a folder whole or not at all: it is filled under a temporary name and renamed. A folder that is there
 * already is left as it is; when another process makes the same one at the same time, the first to finish wins.
 *
 * @param root where temporary folders are made; on the same file system as `target`
 * @param target the folder to make
 * @param fill writes the contents into the folder that it is given
 */
export async function makeFolder(
  root: string,
  target: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  if (await exists(target)) {
    return;
  }
  // The process id tells a later run whether the maker is still at work.
  const temporary = join(root, `${temporaryPrefix}${process.pid}-${randomUUID()}`);
  try {
    await mkdir(temporary, { recursive: true });
    await fill(temporary);
    await mkdir(dirname(target), { recursive: true });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(target))) {
      throw error;
    }
  }
}

/** Removes what makers left that were killed. Folders of processes that still run are not touched. */
export async function removeAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (
      name.startsWith(temporaryPrefix) &&
      identify(Number.parseInt(name.slice(temporaryPrefix.length), 10)) === undefined
    ) {
      await rm(join(root, name), { recursive: true, force: true });
    }
  }
}

/** Writes files that anyone may read, such as certificates, making their folders. */
export async function writePublic(files: Readonly<Record<string, string>>): Promise<void> {
  await writeAll(files, 0o644, 0o755);
}

/** Writes a private key: readable by its owner only, in a folder made if need be. */
export async function writePrivate(file: string, text: string): Promise<void> {
  await writeAll({ [file]: text }, 0o600, 0o700);
}

async function writeAll(
  files: Readonly<Record<string, string>>,
  mode: number,
  folderMode: number,
): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(file), { recursive: true, mode: folderMode });
    await writeFile(file, text, { mode, flag: 'wx' });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
