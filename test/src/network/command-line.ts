import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { NetworkContext } from 'jangbu';
import { ROOT } from './networks';

const run = promisify(execFile);

/** What a call of the command line came to. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function textOf(error: object, field: 'stdout' | 'stderr'): string {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
}

/** Where a call of the command line is made from. */
export interface CommandPlace {
  /** Variables besides those of this process, of which none that begin with JANGBU_ are handed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

function environment(given: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('JANGBU_'));
  return { ...Object.fromEntries(inherited), ...given };
}

/** Calls the command line as an operator would, as a process of its own. */
export async function commandLine(
  args: readonly string[],
  { env, cwd }: CommandPlace = {},
): Promise<CommandResult> {
  const program = join(ROOT, 'scripts', 'dist', 'main.js');
  const options = { maxBuffer: 1 << 26, env: environment(env), ...(cwd === undefined ? {} : { cwd }) };
  try {
    const { stdout, stderr } = await run(process.execPath, [program, ...args], options);
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
    return { code: Number(error.code), stdout: textOf(error, 'stdout'), stderr: textOf(error, 'stderr') };
  }
}

/** Calls the command line as an operator would, on the given network. */
export async function jangbu(context: NetworkContext, ...args: readonly string[]): Promise<CommandResult> {
  const where = ['--consortium', context.consortiumFile, '--state', context.stateDir];
  return commandLine([...args, ...where]);
}
