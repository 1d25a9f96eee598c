import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { until } from '@jangbu/network';
import type { NetworkContext } from 'jangbu';
import { ROOT } from './networks';

/** The command line, as the compiler has made it. */
export const PROGRAM = join(ROOT, 'scripts', 'dist', 'main.js');

/** No command takes longer, nor takes longer to begin or to end when told to: a busy machine may take its time. */
const LONGEST_MS = 10 * 60_000;

/** What a call of the command line came to. */
export interface CommandResult {
  /** Its exit code; of one that a signal has ended, 128 and the signal's number, as shells have it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a call of the command line is made from. */
export interface CommandPlace {
  /** Variables besides those of this process, of which none is handed on that says whose command it is. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Those of our variables that say nothing about members: what has been fetched, and in which words commands speak. */
const HANDED_ON = ['JANGBU_CACHE', 'JANGBU_LANGUAGE'];

function environment(given: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('JANGBU_') || HANDED_ON.includes(name),
  );
  return { ...Object.fromEntries(inherited), ...given };
}

/** A call of the command line that goes on, as a process of its own. */
export class RunningCommand {
  readonly #args: readonly string[];
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #said = { stdout: '', stderr: '' };
  readonly #closed: Promise<number>;
  #hasEnded = false;

  constructor(args: readonly string[], { env, cwd }: CommandPlace = {}) {
    this.#args = args;
    this.#child = spawn(process.execPath, [PROGRAM, ...args], {
      ...{ env: environment(env), ...(cwd === undefined ? {} : { cwd }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const name of ['stdout', 'stderr'] as const)
      this.#child[name].setEncoding('utf8').on('data', (text: string) => (this.#said[name] += text));
    this.#closed = this.#ended();
  }

  async #ended(): Promise<number> {
    const [code, signal] = (await once(this.#child, 'close')) as [number | null, NodeJS.Signals | null];
    this.#hasEnded = true;
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  }

  /**
   * Waits until it has said something, on standard output or standard error.
   *
   * @throws Error when it ends before that, or takes too long
   */
  async says(text: string): Promise<void> {
    const hasSaid = (): boolean => Object.values(this.#said).some((said) => said.includes(text));
    const isThere = await until(() => hasSaid() || this.#hasEnded, LONGEST_MS);
    if (!isThere || !hasSaid()) throw await this.#never(`said ${text}`);
  }

  /** @throws Error when it takes too long */
  async result(): Promise<CommandResult> {
    if (!(await until(() => this.#hasEnded, LONGEST_MS))) throw await this.#never('ended');
    return { code: await this.#closed, ...this.#said };
  }

  /**
   * Sends it a signal, and waits for its end.
   *
   * @throws Error when it has ended of itself, or takes too long
   */
  async stop(signal: NodeJS.Signals): Promise<CommandResult> {
    if (!this.#child.kill(signal)) throw await this.#never('been told to stop');
    return this.result();
  }

  /** Ends it, and says what there was of it. */
  async #never(what: string): Promise<Error> {
    this.#child.kill('SIGKILL');
    await this.#closed;
    const said = `${this.#said.stderr}${this.#said.stdout}`;
    return new Error(`jangbu ${this.#args.join(' ')} has never ${what}: ${said}`);
  }
}

/** Calls the command line as an operator would, as a process of its own. */
export async function commandLine(args: readonly string[], place: CommandPlace = {}): Promise<CommandResult> {
  return new RunningCommand(args, place).result();
}

/** Options that name a network. */
export function whereIs({ consortiumFile, stateDir }: NetworkContext): readonly string[] {
  return ['--consortium', consortiumFile, '--state', stateDir];
}

/** Calls the command line as an operator would, on the given network. */
export async function jangbu(context: NetworkContext, ...args: readonly string[]): Promise<CommandResult> {
  return commandLine([...args, ...whereIs(context)]);
}
