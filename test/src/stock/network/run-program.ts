import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program of Fabric's ended otherwise than well. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
}

function outputOf(error: unknown): string {
  const streams = typeof error === 'object' && error !== null ? ['stdout', 'stderr'] : [];
  return streams.map((field) => String(Reflect.get(error as object, field) ?? '')).join('');
}

/**
 * Runs a program with an environment of its own, as a script with a clean shell does.
 *
 * @returns what it printed
 * @throws ProgramFailed with all that it said
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    FABRIC_LOGGING_SPEC: 'error',
    ...environment,
  };
  try {
    return (await run(program, args, { env, maxBuffer: 1 << 26 })).stdout;
  } catch (error) {
    // All that counts is in what it said; the cause says it thrice again.
    throw new ProgramFailed(`${program} ${args.join(' ')}\n${outputOf(error)}`);
  }
}
