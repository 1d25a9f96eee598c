import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM } from '../network/command-line';
import type { Host } from './host-net';

/** What a command of the operator came to. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The place of all hosts' disks. A process on a host sees its own disk as `home`, at the same path on every host, and no
 * other's: they are hidden from it.
 */
export interface Disks {
  readonly root: string;
  readonly home: string;
  readonly hosts: string;
  /** What was commanded, and what came of it. */
  readonly log: string;
}

/** @param root an empty folder */
export function disksIn(root: string): Disks {
  const disks = {
    root,
    home: join(root, 'home'),
    hosts: join(root, 'hosts'),
    log: join(root, 'commands.log'),
  };
  mkdirSync(disks.home);
  mkdirSync(disks.hosts);
  return disks;
}

/** Shows a process its own disk and hides the others'; `$1` the disk, `$2` home, `$3` all disks, then the command. */
const onOwnDisk = 'mount --bind "$1" "$2" && mount -t tmpfs none "$3" && shift 3 && cd "$HOME" && exec "$@"';

/** A member's operator at the member's own host: gives commands there, with that member's folder alone. */
export class MemberHost {
  readonly #disks: Disks;
  readonly #environment: Readonly<Record<string, string>>;

  /** @param environment what the operator's shell has besides PATH and HOME */
  constructor(
    readonly id: string,
    readonly host: Host,
    disks: Disks,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.#disks = disks;
    this.#environment = environment;
    mkdirSync(join(disks.hosts, id));
  }

  /** The member's own folder, as its processes see it. */
  get folder(): string {
    return join(this.#disks.home, 'own');
  }

  /** Path of a file on this host's disk, as its processes see it. */
  path(name: string): string {
    return join(this.#disks.home, name);
  }

  /** The text of a file on this host's disk. */
  read(name: string): string {
    return readFileSync(join(this.#disks.hosts, this.id, name), 'utf8');
  }

  /** Where a file of this host lies, seen from outside: for what the test itself writes there. */
  outside(name: string): string {
    return join(this.#disks.hosts, this.id, name);
  }

  /** Sends a file to another member, as by mail. */
  send(name: string, to: MemberHost, as: string = name): void {
    mkdirSync(join(to.outside(as), '..'), { recursive: true });
    copyFileSync(this.outside(name), to.outside(as));
  }

  /** Runs a program on this host. */
  async run(program: string, ...args: readonly string[]): Promise<Outcome> {
    const disk = join(this.#disks.hosts, this.id);
    const child = spawn(
      'ip',
      [
        ...['netns', 'exec', this.host.namespace, 'unshare', '--mount', '--propagation', 'private'],
        ...['sh', '-c', onOwnDisk, 'sh', disk, this.#disks.home, this.#disks.hosts],
        ...[program, ...args],
      ],
      {
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: this.#disks.home,
          JANGBU_FOLDER: this.folder,
          ...this.#environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const told = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (told[name] += text));
    }
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? -1, ...told };
  }

  /** Gives a command of the command line; whatever it comes to is answered. */
  async tryJangbu(...args: readonly string[]): Promise<Outcome> {
    const began = performance.now();
    const outcome = await this.run(process.execPath, PROGRAM, ...args);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const told = outcome.code === 0 ? '' : `\n${outcome.stderr}`;
    appendFileSync(
      this.#disks.log,
      `${this.id}: jangbu ${args.join(' ')}: ${outcome.code}, ${seconds} s${told}\n`,
    );
    return outcome;
  }

  /** Gives a command that must succeed. @returns what it printed */
  async jangbu(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.tryJangbu(...args);
    if (code === 0) return stdout;
    throw new Error(`${this.id}: jangbu ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
  }

  /** Gives a command that must succeed and answers in JSON. */
  async ask<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.jangbu(...args, '--json')) as T;
  }
}
