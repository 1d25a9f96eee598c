import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkContext } from 'jangbu';

/** What a peer has on disk. Bytes. */
export interface LedgerSize {
  /** The channel's block files, which are alike at all peers. */
  readonly blocks: number;
  /** Everything: blocks, state, private data, indexes, transient data. */
  readonly all: number;
}

async function sizeOf(folder: string): Promise<{ readonly file: string; readonly bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries.map(async (entry) => {
    const file = join(entry.parentPath, entry.name);
    // The databases remove files of their own accord.
    const found = entry.isFile() ? await stat(file).catch(() => undefined) : undefined;
    return { file, bytes: found?.size ?? 0 };
  });
  return Promise.all(sizes);
}

/** @param peer name of a peer's node */
export async function ledgerSize(
  { stateDir }: Pick<NetworkContext, 'stateDir'>,
  peer: string,
): Promise<LedgerSize> {
  const files = await sizeOf(join(stateDir, 'nodes', peer, 'data'));
  const sum = (of: typeof files): number => of.reduce((total, { bytes }) => total + bytes, 0);
  return { all: sum(files), blocks: sum(files.filter(({ file }) => /\/blockfile_\d+$/.test(file))) };
}
