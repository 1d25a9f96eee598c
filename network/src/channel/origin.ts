import { readFile, writeFile } from 'node:fs/promises';

import { NetworkError } from '../network-error';
import type { StateFolder } from '../topology/state-folder';
import type { Topology } from '../topology/topology';

/** What of a consortium file the genesis block holds, one line of text a fact. */
export type Origin = Readonly<Record<string, string>>;

/**
 * The facts that cannot change under a running channel without a configuration update.
 *
 * @returns named facts, in the words of the consortium file
 */
export function originOf(topology: Topology): Origin {
  return {
    channel: topology.channel,
    members: topology.members.map(({ id }) => id).join(' '),
    'MSP ids': topology.members.map(({ mspId }) => mspId).join(' '),
    domains: topology.members.map(({ domain }) => domain).join(' '),
    consenters: topology.orderers.map(({ member }) => member.id).join(' '),
    ports: [...topology.peers, ...topology.orderers].map(({ address }) => address).join(' '),
  };
}

/** The first fact in which two origins differ, or undefined. */
export function differenceOf(before: Origin, now: Origin): string | undefined {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].find((name) => before[name] !== now[name]);
}

/** Records what the genesis block is made from. */
export async function writeOrigin(topology: Topology, folder: StateFolder): Promise<void> {
  await writeFile(folder.channel.origin, `${JSON.stringify(originOf(topology), null, 2)}\n`);
}

/**
 * Checks that the channel in the state folder was made from this consortium file.
 *
 * @throws NetworkError `OTHER_CONSORTIUM` naming the first fact that differs
 */
export async function requireSameOrigin(topology: Topology, folder: StateFolder): Promise<void> {
  const before = JSON.parse(await readFile(folder.channel.origin, 'utf8')) as Origin;
  const difference = differenceOf(before, originOf(topology));
  if (difference === undefined) return;
  throw new NetworkError(
    'OTHER_CONSORTIUM',
    `the channel in ${folder.root} was made from a consortium file with other ${difference}; put the file ` +
      'back as it was, use another state folder, or remove the old network with `network down --purge`',
    { folder: folder.root, difference },
  );
}
