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

/** Calls the command line as an operator would, on the given network. */
export async function jangbu(context: NetworkContext, ...args: readonly string[]): Promise<CommandResult> {
  return jangbuAlone(...args, '--consortium', context.consortiumFile, '--state', context.stateDir);
}

/** Calls the command line with these arguments and no others: which ledger, they have to say. */
export async function jangbuAlone(...args: readonly string[]): Promise<CommandResult> {
  const program = join(ROOT, 'scripts', 'dist', 'main.js');
  try {
    const { stdout, stderr } = await run(process.execPath, [program, ...args], { maxBuffer: 1 << 26 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
    return { code: Number(error.code), stdout: textOf(error, 'stdout'), stderr: textOf(error, 'stderr') };
  }
}
