import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { sha256Hex } from '@jangbu/model';

import { readChannelConfig, type ChannelConfig } from '../channel/channel-config';
import { NetworkError } from '../errors/network-error';
import { writeWhole } from '../files/whole-file';
import type { Progress } from '../long-work/progress';
import { connectAsAdmin, ordererAdmin } from '../member/admin';
import { reachedAt } from '../member/channel-membership';
import { joinOwnOrderer, joinOwnPeer, waitForPeer, type ChannelToJoin } from '../member/join';
import type { OrdererNode } from '../member/nodes';
import type { MemberFolder } from './member-folder';
import { ownNodes, requireOwnRunning, type OwnNode } from './own-nodes';

function refused(message: string): NetworkError {
  return new NetworkError('CHANNEL_FAILED', message);
}

/** The channel must be the one of member.yaml, and have the member in it. */
function requireOurs({ entry, owner }: MemberFolder, config: ChannelConfig, file: string): void {
  if (config.channel !== entry.channel) {
    throw refused(`${file} is of channel ${config.channel}, and member.yaml is for ${entry.channel}`);
  }
  if (!config.organizations.some(({ mspId }) => mspId === owner.mspId)) {
    throw refused(`${file} does not have ${owner.mspId} among its members`);
  }
}

/** A consenter that the channel does not know would join as nobody. */
async function requireConsenter(
  { layout }: MemberFolder,
  node: OrdererNode,
  { consenters }: ChannelConfig,
): Promise<void> {
  const { host, port } = reachedAt(node);
  const known = consenters.find((each) => each.host === host && each.port === port);
  if (known === undefined) {
    throw refused(
      `${node.name} at ${host}:${port} is no consenter of the channel: its list changes only by a vote; ` +
        'name the nodes that shall join',
    );
  }
  const certificate = await readFile(layout.orderer(node.consenter).tls.certificate, 'utf8');
  if (certificate.trim() === known.tlsCertificate.trim()) return;
  throw refused(
    `the channel has another TLS certificate for ${node.name} than this folder; put the folder's old one back`,
  );
}

/** Keeps the block with which the member joined; another one for the same folder is a mistake. */
async function keepGenesis({ genesis }: MemberFolder, bytes: Buffer, file: string): Promise<void> {
  if (existsSync(genesis)) {
    const before = sha256Hex(await readFile(genesis));
    if (before === sha256Hex(bytes)) return;
    throw refused(`${file} is another block than the one with which this folder joined (${before})`);
  }
  await writeWhole(genesis, bytes);
}

async function joinNode(folder: MemberFolder, node: OwnNode, channel: ChannelToJoin): Promise<void> {
  const running = requireOwnRunning(folder, node);
  if (node.kind === 'orderer') {
    await joinOwnOrderer(ordererAdmin(folder.layout, node), running, channel);
    return;
  }
  const connection = connectAsAdmin(folder.layout, node);
  try {
    await waitForPeer(connection, running);
    await joinOwnPeer(connection, running, channel);
  } finally {
    connection.close();
  }
}

/** Which channel, and which nodes. */
export interface JoinOptions {
  /** File of the channel's genesis block; the one with which the member joined before unless given. */
  readonly genesis?: string | undefined;
  /** All of the member's nodes unless given. */
  readonly names?: readonly string[] | undefined;
  readonly progress: Progress;
}

/** What joining came to. */
export interface Joined {
  readonly channel: string;
  /** SHA-256 of the genesis block, hexadecimal: members compare it. */
  readonly sha256: string;
  readonly nodes: readonly string[];
}

/**
 * Lets the member's own nodes join the channel, consenters first; harmless where they have.
 *
 * @throws NetworkError `CHANNEL_FAILED` when the block is not this member's channel or not the one it joined before,
 *   `NOT_RUNNING`, `NODE_NOT_READY`, `FABRIC_REFUSED`, `UNKNOWN_NODE`
 */
export async function joinOwnNodes(
  folder: MemberFolder,
  { genesis = folder.genesis, names, progress }: JoinOptions,
): Promise<Joined> {
  const bytes = await readFile(genesis).catch((error: unknown) => {
    const how = genesis === folder.genesis ? '; name it by --genesis' : '';
    throw new NetworkError('CHANNEL_FAILED', `the genesis block ${genesis} cannot be read${how}`, {}, error);
  });
  const config = readChannelConfig(bytes, genesis);
  requireOurs(folder, config, genesis);
  const nodes = ownNodes(folder, names);
  for (const node of nodes) {
    if (node.kind === 'orderer') await requireConsenter(folder, node, config);
  }
  await keepGenesis(folder, bytes, genesis);
  const channel = { channel: config.channel, genesis: bytes };
  for (const [done, node] of nodes.entries()) {
    await joinNode(folder, node, channel);
    progress({ phase: 'channel', text: `${node.name} is on it`, done: done + 1, total: nodes.length });
  }
  return { channel: config.channel, sha256: sha256Hex(bytes), nodes: nodes.map(({ name }) => name) };
}
