import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { isRunning, type ProcessIdentity } from './process-identity';

/**
 * Reads which process a pid file names.
 *
 * @returns the process, or undefined when there is no file, or it was cut short by a crash
 */
export function readPidFile(file: string): ProcessIdentity | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content !== 'object' || content === null) return undefined;
    const { pid, started } = content as Partial<ProcessIdentity>;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a pid file, whole or not at all. */
export function writePidFile(file: string, identity: ProcessIdentity): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(identity)}\n`);
  renameSync(unfinished, file);
}

/** Forgets the process; not an error when there is no such file. */
export function removePidFile(file: string): void {
  rmSync(file, { force: true });
}

/** The process that a pid file names, if exactly that one still runs. */
export function runningProcess(file: string): ProcessIdentity | undefined {
  const identity = readPidFile(file);
  return identity !== undefined && isRunning(identity) ? identity : undefined;
}
