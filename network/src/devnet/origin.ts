import { readFile } from 'node:fs/promises';

import { NetworkError } from '../errors/network-error';
import { writeWhole } from '../files/whole-file';
import type { DevnetContext } from './devnet-context';

/** What of a consortium file the genesis block holds, one line of text a fact. */
export type ChannelOrigin = Readonly<Record<string, string>>;

type OriginContext = Pick<DevnetContext, 'topology' | 'folder' | 'chaincodeMode'>;

/**
 * The facts that cannot change under a running channel without a configuration update.
 *
 * @returns named facts, in the words of the consortium file
 */
export function originOf({ topology, chaincodeMode }: OriginContext): ChannelOrigin {
  return {
    channel: topology.channel,
    members: topology.members.map(({ id }) => id).join(' '),
    'MSP ids': topology.members.map(({ mspId }) => mspId).join(' '),
    domains: topology.members.map(({ domain }) => domain).join(' '),
    consenters: topology.orderers.map(({ member }) => member.id).join(' '),
    'chaincode mode': chaincodeMode,
    ports: [...topology.peers, ...topology.orderers].map(({ address }) => address).join(' '),
  };
}

/**
 * The first fact in which two origins differ, or undefined. A fact that the older of them does not state was
 * not asked when it was written.
 */
export function differenceOf(before: ChannelOrigin, now: ChannelOrigin): string | undefined {
  return Object.keys(before).find((name) => before[name] !== now[name]);
}

/** Records what the genesis block is made from. */
export async function writeOrigin(context: OriginContext): Promise<void> {
  await writeWhole(context.folder.channel.origin, `${JSON.stringify(originOf(context), null, 2)}\n`);
}

/**
 * Checks that the channel in the state folder was made from this consortium file.
 *
 * @throws NetworkError `OTHER_CONSORTIUM` naming the first fact that differs
 */
export async function requireSameOrigin(context: OriginContext): Promise<void> {
  const { folder } = context;
  const before = JSON.parse(await readFile(folder.channel.origin, 'utf8')) as ChannelOrigin;
  const now = originOf(context);
  const difference = differenceOf(before, now);
  if (difference === undefined) return;
  throw new NetworkError(
    'OTHER_CONSORTIUM',
    `the channel in ${folder.root} was made with other ${difference} than now; put the consortium file back ` +
      'as it was, use another state folder, or remove the old network with `network down --purge`',
    { folder: folder.root, difference, before: before[difference] ?? '', now: now[difference] ?? '' },
  );
}
