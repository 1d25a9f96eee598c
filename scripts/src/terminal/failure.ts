import { InputError } from '@jangbu/client';
import colours from 'picocolors';
import { EXIT, exitCodeOf, isForeseen, type ExitCode } from './exit-codes';

/** So many wrong fields are told of one input. */
const PROBLEMS_TOLD = 10;

/** What exactly is wrong with an input, a line each. */
function problemsOf(error: Error): string[] {
  if (!(error instanceof InputError)) return [];
  return error.problems
    .slice(0, PROBLEMS_TOLD)
    .map(({ path, message }) => `  ${path || '(all of it)'}: ${message}`);
}

function transactionOf(error: Error): string {
  return 'transactionId' in error && typeof error.transactionId === 'string'
    ? ` (transaction ${error.transactionId})`
    : '';
}

function hintOf(error: Error, code: ExitCode): string[] {
  if (code === EXIT.UNSURE)
    return [
      `It may stand on the ledger or not${transactionOf(error)}: run the same command again, which finds out and does nothing twice.`,
    ];
  if (isForeseen(error) || process.env['JANGBU_DEBUG']) return [];
  return ['This was not foreseen: with JANGBU_DEBUG=1 the same command shows where it comes from.'];
}

function stackOf(error: Error): string[] {
  if (!process.env['JANGBU_DEBUG']) return [];
  const causes = error.cause instanceof Error ? [`caused by ${error.cause.stack ?? ''}`] : [];
  return [error.stack ?? '', ...causes];
}

/**
 * Tells a failure in one clear line, and below it which fields are wrong or what to do; stacks only with `JANGBU_DEBUG`
 * set.
 *
 * @returns the exit code
 */
export function reportFailure(error: unknown, stream: NodeJS.WritableStream): ExitCode {
  const known = error instanceof Error ? error : new Error(String(error));
  const code = exitCodeOf(known);
  const says = known.message || known.name;
  const lines = [
    `${colours.red('jangbu:')} ${says}`,
    ...problemsOf(known),
    ...hintOf(known, code),
    ...stackOf(known),
  ];
  stream.write(`${lines.join('\n')}\n`);
  return code;
}
