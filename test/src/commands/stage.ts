import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Statement } from '@jangbu/client/interfirm';
import { silent } from '@jangbu/network';
import { takeDown, type NetworkContext } from 'jangbu';
import { whereIs, type CommandPlace } from '../network/command-line';
import { smallNetwork } from '../network/networks';
import { tradeCsv } from '../network/trade-file';
import { TriedCommands, type Refused } from './tried-commands';

export const MEMBERS = ['kofia', 'nh', 'samsung'] as const;
export type MemberId = (typeof MEMBERS)[number];

/**
 * A network of three members on which every command is tried. A member's commands run with the folder of that member
 * alone: those of all others are out of reach, so that a command which needs another's key fails.
 */
export class Stage {
  readonly tried = new TriedCommands();

  private constructor(
    readonly context: NetworkContext,
    /** For what commands are given and what they write. */
    readonly folder: string,
  ) {}

  /** A network that is down and empty. */
  static async open(name: string, portBase: number): Promise<Stage> {
    const context = await smallNetwork(name, portBase);
    const stage = new Stage(context, await mkdtemp(join(tmpdir(), `jangbu-${name}-`)));
    await rm(stage.#away, { recursive: true, force: true });
    await takeDown(context, silent, { purge: true });
    await mkdir(join(stage.folder, 'empty'));
    return stage;
  }

  async close(): Promise<void> {
    await this.gather();
    await takeDown(this.context, silent, { purge: true });
    await rm(this.folder, { recursive: true, force: true });
  }

  get #members(): string {
    return join(this.context.stateDir, 'members');
  }

  get #away(): string {
    return `${this.context.stateDir}-members-away`;
  }

  /** Options that name the network. */
  get where(): readonly string[] {
    return whereIs(this.context);
  }

  /** A member's own folder, seen by nobody but that member. */
  own(member: MemberId): string {
    return join(this.folder, member);
  }

  /** Gives each member its own folder in a place of its own, with a context for it, and takes the common one away. */
  async separate(): Promise<void> {
    for (const member of MEMBERS) {
      const from = join(this.#members, member);
      await cp(join(from, 'profile.json'), join(this.own(member), 'profile.json'), { recursive: true });
      await cp(join(from, 'identities'), join(this.own(member), 'identities'), { recursive: true });
    }
    const contexts = MEMBERS.map((member) => ({ name: member, folder: member }));
    await writeFile(join(this.folder, 'config.yaml'), JSON.stringify({ contexts }));
    await rename(this.#members, this.#away);
  }

  /** Brings the common folder back, for commands of the development network. */
  async gather(): Promise<void> {
    await rename(this.#away, this.#members).catch(() => undefined);
  }

  /** Does something with all members' folders at hand, as only the development network has them. */
  async gathered<T>(work: () => Promise<T>): Promise<T> {
    await this.gather();
    try {
      return await work();
    } finally {
      await rename(this.#members, this.#away);
    }
  }

  /** Where a member calls commands: an empty folder, and nothing but that member's context. */
  place(member: MemberId): CommandPlace {
    const env = { JANGBU_CONFIG: join(this.folder, 'config.yaml'), JANGBU_CONTEXT: member };
    return { env, cwd: join(this.folder, 'empty') };
  }

  /** Does something as a member, while the others' folders are out of reach. */
  async alone<T>(member: MemberId, work: (place: CommandPlace) => Promise<T>): Promise<T> {
    const others = MEMBERS.filter((each) => each !== member).map((each) => this.own(each));
    for (const each of others) await rename(each, `${each}-away`);
    try {
      return await work(this.place(member));
    } finally {
      for (const each of others) await rename(`${each}-away`, each);
    }
  }

  /** What a member's command answers to programs. */
  async as<T = unknown>(member: MemberId, ...args: readonly string[]): Promise<T> {
    return this.alone(member, (place) => this.tried.answer(args, place)) as Promise<T>;
  }

  /** What a member's check answers that finds something wrong, and so ends with exit code 1. */
  async wrongAs<T = unknown>(member: MemberId, ...args: readonly string[]): Promise<T> {
    return this.alone(member, (place) => this.tried.answer(args, place, 1)) as Promise<T>;
  }

  /** What a member's command prints for people. */
  async textAs(member: MemberId, ...args: readonly string[]): Promise<string> {
    return this.alone(member, (place) => this.tried.text(args, place));
  }

  /** How a member's command is refused. */
  async refusedAs(member: MemberId, args: readonly string[], refused: Refused): Promise<void> {
    await this.alone(member, (place) => this.tried.refused(args, refused, place));
  }

  /** What a command of the development network answers to programs. */
  async ask<T = unknown>(...args: readonly string[]): Promise<T> {
    return this.tried.answer([...args, ...this.where]) as Promise<T>;
  }

  /** A file for commands to read. */
  async file(name: string, text: string): Promise<string> {
    const file = join(this.folder, name);
    await writeFile(file, text);
    return file;
  }

  /** A file of trades. */
  async tradeFile(name: string, statements: readonly Statement[]): Promise<string> {
    return this.file(name, tradeCsv(statements));
  }
}
