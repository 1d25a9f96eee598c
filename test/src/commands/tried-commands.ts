import { setTimeout as wait } from 'node:timers/promises';
import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { allShapes, program, shapeOf, type CommandShape } from 'jangbu';
import { commandLine, RunningCommand, type CommandPlace, type CommandResult } from '../network/command-line';

/** How a call has to end that is refused. */
export interface Refused {
  readonly code: 1 | 2 | 3 | 4;
  /** What its one line says. */
  readonly says: string;
}

const STACK = /^\s+at /m;

function problemsOf(schema: TSchema, value: unknown): string[] {
  return [...Value.Errors(schema, value)].slice(0, 5).map(({ path, message }) => `${path}: ${message}`);
}

/** Calls commands as processes, holds each to its published schema, and knows which have not been called. */
export class TriedCommands {
  readonly #leaves: ReadonlyMap<string, CommandShape>;
  readonly #tried = new Set<string>();

  constructor() {
    const leaves = allShapes(shapeOf(program('en'))).filter(({ commands }) => commands.length === 0);
    this.#leaves = new Map(leaves.map((shape) => [shape.path.join(' '), shape]));
  }

  /** Commands that no call has been made of, sorted. */
  untried(): readonly string[] {
    return [...this.#leaves.keys()].filter((name) => !this.#tried.has(name)).sort();
  }

  /**
   * Calls a command with `--json`, and reads what it says.
   *
   * @param code how it has to end: a check that finds something wrong has a result as well
   * @throws Error when it ends otherwise, or with what is not what its schema says
   */
  async answer(args: readonly string[], place: CommandPlace = {}, code: 0 | 1 = 0): Promise<unknown> {
    const { name, shape } = this.#leafOf(args);
    if (shape.output === undefined) throw new Error(`${name} has no schema`);
    const result = await commandLine([...args, '--json'], place);
    return this.#checked(name, shape.output, { result, code });
  }

  /** Calls a command that goes on until it is told to stop; tells it so once it is at work and some time has passed. */
  async answerOfStopped(
    args: readonly string[],
    { says, afterMs }: { readonly says: string; readonly afterMs: number },
    place: CommandPlace = {},
  ): Promise<unknown> {
    const { name, shape } = this.#leafOf(args);
    if (shape.output === undefined) throw new Error(`${name} has no schema`);
    const command = new RunningCommand([...args, '--json'], place);
    await command.says(says);
    await wait(afterMs);
    return this.#checked(name, shape.output, { result: await command.stop('SIGINT'), code: 0 });
  }

  #checked(
    name: string,
    output: TSchema,
    { result, code }: { readonly result: CommandResult; readonly code: number },
  ): unknown {
    if (result.code !== code) throw new Error(`${name} ended with ${result.code}: ${result.stderr}`);
    if (STACK.test(result.stderr)) throw new Error(`${name} shows a stack: ${result.stderr}`);
    const value: unknown = JSON.parse(result.stdout);
    if (!Value.Check(output, value)) {
      const problems = problemsOf(output, value).join('; ');
      throw new Error(
        `${name} does not print what it publishes: ${problems}\n${result.stdout.slice(0, 2000)}`,
      );
    }
    this.#tried.add(name);
    return value;
  }

  /** Calls a command for people. */
  async text(args: readonly string[], place: CommandPlace = {}): Promise<string> {
    const { name, shape } = this.#leafOf(args);
    const { code, stdout, stderr } = await commandLine(args, place);
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${stderr}`);
    if (shape.output === undefined) this.#tried.add(name);
    return stdout;
  }

  /** Calls a command that has to refuse: with its exit code, one clear line, no result and no stack. */
  async refused(args: readonly string[], { code, says }: Refused, place: CommandPlace = {}): Promise<void> {
    const result = await commandLine(args, place);
    const said = result.stderr.split('\n').filter((line) => line !== '' && !isHint(line));
    expect({ ...result, stderr: said }).toEqual({
      code,
      stdout: '',
      stderr: [expect.stringContaining(says)],
    });
    expect(result.stderr).not.toMatch(STACK);
  }

  #leafOf(args: readonly string[]): { readonly name: string; readonly shape: CommandShape } {
    for (const words of [2, 1]) {
      const name = args.slice(0, words).join(' ');
      const shape = this.#leaves.get(name);
      if (shape !== undefined) return { name, shape };
    }
    throw new Error(`there is no command ${args.join(' ')}`);
  }
}

/** A line below the one that says what is wrong: which field, or what to do. */
function isHint(line: string): boolean {
  return line.startsWith('  ') || line.startsWith('(');
}
