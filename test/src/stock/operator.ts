import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Commands ended otherwise than well. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** One who works in a folder of its own, with an environment of its own and nothing else. */
export class Operator {
  readonly #home: string;
  readonly #environment: Readonly<Record<string, string>>;

  /** @param home where the commands are given; there is no state of a network in it */
  constructor(home: string, environment: Readonly<Record<string, string>>) {
    this.#home = home;
    this.#environment = environment;
  }

  /**
   * Gives commands in a shell, which ends with the first that fails.
   *
   * @returns what they printed
   * @throws CommandFailed with all that they said
   */
  async give(script: string): Promise<string> {
    const options = { cwd: this.#home, env: this.#environment, maxBuffer: 1 << 26 };
    try {
      return (await run('/bin/bash', ['-euo', 'pipefail', '-c', script], options)).stdout;
    } catch (error) {
      const said = ['stdout', 'stderr'].map((field) => String(Reflect.get(error as object, field)));
      // Its cause would show everything again.
      throw new CommandFailed(`${script}\n${said.join('')}`);
    }
  }

  /** Gives one command of the ledger. @returns what it answered as JSON @throws CommandFailed */
  async ask(...args: readonly string[]): Promise<unknown> {
    const quoted = [...args, '--json'].map((arg) => `'${arg}'`);
    return JSON.parse(await this.give(`jangbu ${quoted.join(' ')}`));
  }
}
