import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { ConsortiumDefinition } from '../consortium/consortium';
import { writeWhole } from '../files/whole-file';
import { runningProcess } from '../processes/pid-file';
import { fabricCache } from '../programs/cache';
import { stateFolder, type StateFolder } from './state-folder';

/** What is noted of a network when it is brought up, so that other clones of this user know of it. */
interface NotedNetwork {
  readonly stateDir: string;
  readonly consortiumFile?: string | undefined;
  readonly channel: string;
  readonly members: number;
  /** The first of its ports. */
  readonly portBase: number;
}

/** A network on this machine. */
export interface KnownNetwork extends Partial<Omit<NotedNetwork, 'stateDir'>> {
  readonly stateDir: string;
  /** Nodes that it has, and how many of them run. */
  readonly nodes: number;
  readonly running: number;
}

async function notesFolder(env: NodeJS.ProcessEnv): Promise<string> {
  return join((await fabricCache(env)).root, 'networks');
}

function nameOf(stateDir: string): string {
  return `${createHash('sha256').update(stateDir).digest('hex').slice(0, 16)}.json`;
}

/** Notes a network in the user's cache. What cannot be written there is not missed. */
export async function noteNetwork(
  { root }: StateFolder,
  { channel, members, ports }: ConsortiumDefinition,
  consortiumFile: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const note: NotedNetwork = {
    stateDir: root,
    consortiumFile,
    channel,
    members: members.length,
    portBase: ports.base,
  };
  try {
    await writeWhole(join(await notesFolder(env), nameOf(root)), `${JSON.stringify(note)}\n`);
  } catch {
    // A home that cannot be written: the network is found while it runs, as any other user's is.
  }
}

async function notes(env: NodeJS.ProcessEnv): Promise<readonly NotedNetwork[]> {
  const folder = await notesFolder(env);
  const files = existsSync(folder) ? (await readdir(folder)).filter((file) => file.endsWith('.json')) : [];
  const found: NotedNetwork[] = [];
  for (const file of files) {
    try {
      const note = JSON.parse(await readFile(join(folder, file), 'utf8')) as NotedNetwork;
      // Whose folder was removed is a network no more.
      if (existsSync(stateFolder(note.stateDir).marker)) found.push(note);
      else await rm(join(folder, file), { force: true });
    } catch {
      await rm(join(folder, file), { force: true }).catch(() => undefined);
    }
  }
  return found;
}

/** State folders of which some node runs, whoever started it, as far as this system and user can see. */
function runningHere(): readonly string[] {
  try {
    const folders = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          return [dirname(dirname(readlinkSync(`/proc/${pid}/cwd`)))];
        } catch {
          return [];
        }
      });
    return [...new Set(folders)].filter((folder) => existsSync(stateFolder(folder).marker));
  } catch {
    return [];
  }
}

/** What the channel's origin tells of a network that nobody noted. */
function unnoted(stateDir: string): Partial<NotedNetwork> {
  try {
    const origin = JSON.parse(readFileSync(stateFolder(stateDir).channel.origin, 'utf8')) as Record<
      string,
      string
    >;
    const { channel, members } = origin;
    return {
      ...(channel === undefined ? {} : { channel }),
      ...(members === undefined ? {} : { members: members.split(' ').length }),
    };
  } catch {
    return {};
  }
}

function counted(stateDir: string): Pick<KnownNetwork, 'nodes' | 'running'> {
  const folder = stateFolder(stateDir);
  const names = existsSync(folder.nodes) ? readdirSync(folder.nodes) : [];
  const running = names.filter((name) => runningProcess(folder.node(name).pidFile) !== undefined);
  return { nodes: names.length, running: running.length };
}

/** The networks on this machine that this user has brought up, from whichever clone, and those that run. */
export async function knownNetworks(env: NodeJS.ProcessEnv = process.env): Promise<readonly KnownNetwork[]> {
  const noted = await notes(env);
  const others = runningHere().filter((folder) => !noted.some(({ stateDir }) => stateDir === folder));
  return [...noted, ...others.map((stateDir) => ({ stateDir, ...unnoted(stateDir) }))]
    .map((each) => ({ ...each, ...counted(each.stateDir) }))
    .sort((a, b) => (a.stateDir < b.stateDir ? -1 : 1));
}
