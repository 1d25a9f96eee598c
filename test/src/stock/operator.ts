import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../network/networks';

const run = promisify(execFile);

/** A command ended otherwise than well. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** One who has a connection profile and one identity's folder, and nothing else. */
export class Operator {
  readonly #profile: string;
  readonly #identity: string;
  readonly #home: string;

  /** @param home where the commands are given; there is no state of a network in it */
  constructor(profile: string, identity: string, home: string) {
    this.#profile = profile;
    this.#identity = identity;
    this.#home = home;
  }

  /** Gives a command of the ledger. @returns what it printed @throws CommandFailed */
  ledger(...args: readonly string[]): Promise<string> {
    return jangbu(this.#home, [...args, '--profile', this.#profile, '--identity', this.#identity]);
  }

  /** As {@link ledger}, with `--json`. */
  async json(...args: readonly string[]): Promise<unknown> {
    return JSON.parse(await this.ledger(...args, '--json'));
  }
}

/** Gives a command with a clean environment, in a folder of its own. @throws CommandFailed */
export async function jangbu(home: string, args: readonly string[]): Promise<string> {
  const program = join(ROOT, 'scripts', 'dist', 'main.js');
  const env = { PATH: process.env['PATH'], HOME: home };
  try {
    const { stdout } = await run(process.execPath, [program, ...args], {
      cwd: home,
      env,
      maxBuffer: 1 << 26,
    });
    return stdout;
  } catch (error) {
    // Its cause would show everything again.
    const said = ['stdout', 'stderr'].map((field) => String(Reflect.get(error as object, field)));
    throw new CommandFailed(`jangbu ${args.join(' ')}\n${said.join('')}`);
  }
}
