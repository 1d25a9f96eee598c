import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { NetworkError } from '../errors/network-error';
import type { StateFolder } from './state-folder';

const markerText = `${JSON.stringify({ type: 'jangbu-network', version: 1 })}\n`;

/** What is in the folder besides the lock, and what a killed process may have left of it. */
function filesIn({ root, lock }: StateFolder): readonly string[] {
  const name = basename(lock);
  return readdirSync(root).filter((file) => file !== name && !file.startsWith(`${name}.`));
}

/**
 * Makes a folder a network's state, or finds that it is one.
 *
 * @throws NetworkError `STATE_NOT_OURS` when the folder holds something else
 */
export async function claimState(folder: StateFolder): Promise<void> {
  if (existsSync(folder.marker)) return;
  const others = existsSync(folder.root) ? filesIn(folder) : [];
  if (others.length > 0) {
    throw new NetworkError(
      'STATE_NOT_OURS',
      `${folder.root} holds other files (${others.slice(0, 3).join(', ')}); choose an empty folder for the network's state`,
      { folder: folder.root },
    );
  }
  await mkdir(folder.root, { recursive: true });
  await writeFile(folder.marker, markerText);
}

/**
 * Checks that a folder is a network's state, or empty, before anything in it is removed.
 *
 * @throws NetworkError `STATE_NOT_OURS` when it does not say so
 */
export function requireOurs(folder: StateFolder): void {
  if (existsSync(folder.marker) || filesIn(folder).length === 0) return;
  throw new NetworkError(
    'STATE_NOT_OURS',
    `${folder.root} is not the state of a network (there is no ${basename(folder.marker)} in it): nothing was removed`,
    { folder: folder.root },
  );
}

/** Removes everything of a network; {@link requireOurs} comes first. */
export async function purgeState(folder: StateFolder): Promise<void> {
  requireOurs(folder);
  await rm(folder.root, { recursive: true, force: true });
}
