import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { NetworkContext } from 'jangbu';
import { ROOT } from './networks';

const run = promisify(execFile);
const PROGRAM = join(ROOT, 'scripts', 'dist', 'main.js');

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
  const options = { maxBuffer: 1 << 26, env: environment(env), ...(cwd === undefined ? {} : { cwd }) };
  try {
    const { stdout, stderr } = await run(process.execPath, [PROGRAM, ...args], options);
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
    return { code: Number(error.code), stdout: textOf(error, 'stdout'), stderr: textOf(error, 'stderr') };
  }
}

/**
 * Calls a command that goes on until it is told to stop, and tells it so by Ctrl-C's signal.
 *
 * @param says what it says on standard error once it is at work
 */
export async function stoppedCommandLine(
  args: readonly string[],
  says: string,
  { env, cwd }: CommandPlace = {},
): Promise<CommandResult> {
  const options = { env: environment(env), ...(cwd === undefined ? {} : { cwd }) };
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => {
    const before = said.stderr;
    said.stderr += text.toString();
    if (!before.includes(says) && said.stderr.includes(says)) child.kill('SIGINT');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, ...said };
}

/** Calls the command line as an operator would, on the given network. */
export async function jangbu(context: NetworkContext, ...args: readonly string[]): Promise<CommandResult> {
  const where = ['--consortium', context.consortiumFile, '--state', context.stateDir];
  return commandLine([...args, ...where]);
}
