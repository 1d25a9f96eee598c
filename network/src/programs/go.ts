import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Readable } from 'node:stream';
import { tmpdir } from 'node:os';

import { isProgram } from './program-folder';

const KEPT_LINES = 15;
const PATIENCE_MS = 5_000;

/** A Go installation. */
export interface Go {
  readonly program: string;
  /** E.g. `1.24.2`. */
  readonly version: string;
}

/** Go ended otherwise than well. */
export class GoFailed extends Error {
  override readonly name = 'GoFailed';

  /** @param output the last lines of what it said */
  constructor(
    readonly command: string,
    readonly output: readonly string[],
  ) {
    super(`go ${command} failed`);
  }
}

/** The first `go` on the PATH that says its version, or undefined. */
export async function findGo(env: NodeJS.ProcessEnv): Promise<Go | undefined> {
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter(isAbsolute)) {
    const program = join(folder, 'go');
    const version = (await isProgram(program)) ? await versionOfGo(program, env) : undefined;
    if (version !== undefined) {
      return { program, version };
    }
  }
  return undefined;
}

/** Asked in a folder without a go.mod, which could make Go fetch another version of itself first. */
async function versionOfGo(program: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, ['version'], { env, cwd: tmpdir(), timeout: 20_000 }, (_error, stdout) => {
      resolve(/^go version go(\d+(?:\.\d+)*)/.exec(stdout)?.[1]);
    });
  });
}

/** Compares versions of Go by their numbers; a missing one counts as 0. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  const differing = [0, 1, 2].find((place) => (a?.[place] ?? 0) !== (b?.[place] ?? 0));
  return differing !== undefined && (a?.[differing] ?? 0) < (b?.[differing] ?? 0);
}

/** One run of Go. */
export interface GoRun {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Hears of the process that was started. */
  readonly started?: (pid: number) => void;
  readonly stdoutLine?: (line: string) => void;
  readonly stderrLine?: (line: string) => void;
}

/**
 * Runs Go and hands on its lines as they come.
 *
 * @throws GoFailed when it ends with another code than 0; the signal's reason when it was aborted
 */
export async function runGo(go: Go, run: GoRun): Promise<void> {
  run.signal.throwIfAborted();
  const child = spawn(go.program, run.args, {
    cwd: run.cwd,
    env: run.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = (): void => {
    // Go ends its compilers itself when interrupted; it is given a moment for that.
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
  };
  run.signal.addEventListener('abort', stop, { once: true });
  try {
    if (child.pid !== undefined) {
      run.started?.(child.pid);
    }
    const last: string[] = [];
    const [code] = await Promise.all([
      ended(child),
      eachLine(child.stdout, (line) => run.stdoutLine?.(line)),
      eachLine(child.stderr, (line) => {
        last.push(line);
        last.splice(0, last.length - KEPT_LINES);
        run.stderrLine?.(line);
      }),
    ]);
    run.signal.throwIfAborted();
    if (code !== 0) {
      throw new GoFailed(run.args[0] ?? '', last);
    }
  } finally {
    run.signal.removeEventListener('abort', stop);
  }
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

async function eachLine(stream: Readable, hear: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    hear(line);
  }
}
