import { InputError } from '@jangbu/client';
import colours from 'picocolors';
import { UsageError } from '../input/usage-error';

/** Errors whose message says all that a person needs: no stack is shown for them. */
function isTyped(error: Error): boolean {
  return error.name !== 'Error' && error.name !== 'TypeError' && error.name !== 'RangeError';
}

/** So many wrong fields are told of one input. */
const PROBLEMS_TOLD = 10;

/** What exactly is wrong with an input, a line each. */
function problemsOf(error: Error): string[] {
  if (!(error instanceof InputError)) return [];
  return error.problems
    .slice(0, PROBLEMS_TOLD)
    .map(({ path, message }) => `  ${path || '(all of it)'}: ${message}`);
}

/**
 * Tells a failure in one clear line; with `JANGBU_DEBUG` set, or for an error that nobody foresaw,
 * with its stack.
 *
 * @returns the exit code: 2 for a mistake in how the command was called, 1 for anything else
 */
export function reportFailure(error: unknown, stream: NodeJS.WritableStream): number {
  const known = error instanceof Error ? error : new Error(String(error));
  stream.write(`${[`${colours.red('jangbu:')} ${known.message}`, ...problemsOf(known)].join('\n')}\n`);
  if (process.env['JANGBU_DEBUG'] || !isTyped(known)) stream.write(`${known.stack ?? ''}\n`);
  if (known.cause instanceof Error && process.env['JANGBU_DEBUG'])
    stream.write(`caused by ${known.cause.stack ?? ''}\n`);
  return known instanceof UsageError ? 2 : 1;
}
