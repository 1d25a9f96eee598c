import { statfs } from 'node:fs/promises';

import { NetworkError } from '../errors/network-error';

const megabyte = 1024 * 1024;
/** An empty ledger takes 1–2 MB a node; LevelDB and the block files grow in steps of several more. */
const megabytesPerNode = 16;

/**
 * Checks before anything starts that the disk has room: a database that hits a full disk is left half written.
 *
 * @param folder a folder on the disk in question
 * @param nodes how many nodes will write there
 * @throws NetworkError `DISK_FULL` with what is free and what is needed, in MB
 */
export async function requireDiskSpace(folder: string, nodes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / megabyte);
  const needed = nodes * megabytesPerNode;
  if (free >= needed) return;
  throw new NetworkError(
    'DISK_FULL',
    `${folder} has ${free} MB free and the network needs ${needed} MB; make room, or choose another state folder`,
    { folder, freeMB: free, neededMB: needed },
  );
}
