import type { Command } from 'commander';
import { UsageError } from '../input/usage-error';
import { countOf } from '../input/whole-numbers';

/** How much of a log is shown. */
export interface LogOptions {
  readonly lines: number;
  readonly follow?: boolean;
}

/** @throws UsageError that names the option */
function linesOf(given: string): number {
  try {
    return countOf(given);
  } catch {
    throw new UsageError(`--lines takes a whole number, not '${given}'`);
  }
}

/** Adds the options of a command that shows a log. */
export function withLogOptions(command: Command): Command {
  return command
    .option('-n, --lines <count>', 'so many of the last lines', linesOf, 100)
    .option('-f, --follow', 'go on with what is written from now on');
}

/** Writes a log to standard output as it comes. */
export async function writeLog(log: AsyncIterable<string>): Promise<void> {
  for await (const text of log) process.stdout.write(text);
}
