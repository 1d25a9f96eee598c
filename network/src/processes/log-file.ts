import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const rotateAtBytes = 16 * 1024 * 1024;
const olderLogs = 3;
const tailBytes = 64 * 1024;

/**
 * Opens a log for a process that is about to start: appends to it, after putting a large one aside. (A
 * running process keeps the file it was given; nothing is cut from under it.)
 *
 * @param file the log; its folder is made
 * @param rotateAt size in bytes from which a log is put aside as `.1`, the one before as `.2`, and so on
 * @returns an open file descriptor, which the caller closes
 */
export function openLog(file: string, rotateAt = rotateAtBytes): number {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size >= rotateAt) {
    for (let older = olderLogs - 1; older >= 1; older -= 1) {
      if (existsSync(`${file}.${older}`)) renameSync(`${file}.${older}`, `${file}.${older + 1}`);
    }
    renameSync(file, `${file}.1`);
  }
  return openSync(file, 'a');
}

/**
 * The end of a log.
 *
 * @param lines how many lines at most
 * @param from position in bytes before which nothing is read
 * @returns the last lines that are not empty; none when there is no such file
 */
export function lastLines(file: string, lines: number, from = 0): readonly string[] {
  if (!existsSync(file)) return [];
  const descriptor = openSync(file, 'r');
  try {
    const { size } = statSync(file);
    const start = Math.max(from, size - tailBytes, 0);
    const bytes = Buffer.alloc(Math.max(size - start, 0));
    const length = readSync(descriptor, bytes, 0, bytes.length, start);
    const text = bytes.subarray(0, length).toString('utf8');
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-lines);
  } finally {
    closeSync(descriptor);
  }
}
