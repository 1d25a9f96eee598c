import { linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { NetworkError } from '../errors/network-error';
import { isSystemError } from '../errors/system-error';
import { readPidFile, writePidFile } from './pid-file';
import { identify, isRunning } from './process-identity';

function tryLink(own: string, file: string): boolean {
  try {
    // link(2) is atomic: of two that try, one succeeds.
    linkSync(own, file);
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Takes a dead holder's lock out of the way; of two that try at once, only one finds it dead. */
function clear(own: string, file: string): void {
  const aside = `${own}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return;
    throw error;
  }
  const holder = readPidFile(aside);
  // Between our look and our rename another may have cleared it and taken it: give it back.
  if (holder !== undefined && isRunning(holder)) tryLink(aside, file);
  rmSync(aside);
}

function acquire(own: string, file: string): void {
  if (tryLink(own, file)) return;
  const holder = readPidFile(file);
  if (holder === undefined || !isRunning(holder)) {
    clear(own, file);
    if (tryLink(own, file)) return;
  }
  const pid = readPidFile(file)?.pid ?? 0;
  throw new NetworkError('BUSY', `process ${pid} is changing this network now; wait until it has finished`, {
    pid,
  });
}

/** Says of a folder that cannot be written to what to do about it. */
function writeHolder(own: string, file: string): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
    writePidFile(own, identify(process.pid) ?? { pid: process.pid, started: '' });
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].some((code) => isSystemError(error, code))) throw error;
    const message = `${folder} cannot be written to; run this as the user who owns it, or name another folder`;
    throw new NetworkError('NOT_WRITABLE', message, { folder }, error);
  }
}

/** Removes what processes left that were killed while they took the lock. */
function sweep(file: string): void {
  const prefix = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file))) {
    const left = join(dirname(file), name);
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('.')[0]) : NaN;
    if (Number.isInteger(pid) && pid !== process.pid && identify(pid) === undefined)
      rmSync(left, { force: true });
  }
}

/**
 * Does something that only one program at a time may do to a network. A lock whose holder has died counts as free.
 *
 * @param file the lock; its folder is made
 * @throws NetworkError `BUSY` when a program that runs holds it, `NOT_WRITABLE`, or what the work throws
 */
export async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const own = `${file}.${process.pid}`;
  writeHolder(own, file);
  try {
    acquire(own, file);
    sweep(file);
    try {
      return await work();
    } finally {
      if (readPidFile(file)?.pid === process.pid) rmSync(file, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}
