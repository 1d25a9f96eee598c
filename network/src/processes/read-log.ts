import { closeSync, openSync, readSync, statSync } from 'node:fs';

import { lastLines } from './log-file';
import { until } from '../long-work/until';

/** Which log, and how much of it. */
export interface LogRequest {
  readonly file: string;
  /** So many of its last lines. */
  readonly lines: number;
  /** Goes on with what is written from now on, until the signal is aborted. */
  readonly follow: boolean;
  readonly signal?: AbortSignal | undefined;
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function textBetween(file: string, from: number, to: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(to - from);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, from));
  } finally {
    closeSync(descriptor);
  }
}

/** The end of a node's log, and what is added to it while someone looks. */
export async function* readLog({ file, lines, follow, signal }: LogRequest): AsyncGenerator<string> {
  let at = sizeOf(file);
  const last = lastLines(file, lines);
  if (last.length > 0) yield `${last.join('\n')}\n`;
  while (follow && signal?.aborted !== true) {
    const grown = (): boolean => signal?.aborted === true || sizeOf(file) !== at;
    if (!(await until(grown, 60_000))) continue;
    const size = sizeOf(file);
    if (size > at) yield textBetween(file, at, size);
    at = size;
  }
}
