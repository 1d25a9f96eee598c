import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

import { readChannelConfig, type ChannelConfig, type ConfiguredConsenter } from '../channel/channel-config';
import { NetworkError } from '../errors/network-error';
import { newestBlock } from '../fabric/consenter-height';
import { channelPeers, type SeenPeer } from '../fabric/discovery';
import { configBlock } from '../fabric/peer-channels';
import type { PeerConnection } from '../fabric/peer-connection';
import type { Signer } from '../fabric/signer';
import { adminSigner, connectAsAdmin } from '../member/admin';
import { addressOf } from '../member/nodes';
import type { MemberFolder } from './member-folder';
import { ownNodeStatuses, type OwnNodeStatus } from './own-status';

/**
 * What is known of a node of the channel. `answers`: it told its height, or was seen by one's own peer; `unreachable`:
 * it was asked and gave no answer; `not seen`: one's own peer knows of none; `not asked`: none of the member's own peers
 * runs, so there was nobody to ask.
 */
export type Seen = 'answers' | 'unreachable' | 'not seen' | 'not asked';

/** An organisation's peer, as the member's own peer sees it. */
export interface ChannelPeerStatus {
  readonly mspId: string;
  readonly own: boolean;
  readonly state: Seen;
  readonly address?: string;
  readonly height?: number;
}

/** A consenter of the channel, asked over the network as any member may. */
export interface ChannelConsenterStatus {
  readonly mspId: string;
  readonly own: boolean;
  readonly address: string;
  readonly state: Seen;
  readonly height?: number;
}

/** How a channel stands as one member sees it, with that member's own keys. */
export interface ChannelStatusReport {
  readonly channel: string;
  /** Where the list of members and consenters comes from: the member's own peer, or the first block alone. */
  readonly source: 'own peer' | 'genesis block';
  readonly own: readonly OwnNodeStatus[];
  readonly peers: readonly ChannelPeerStatus[];
  readonly consenters: readonly ChannelConsenterStatus[];
}

interface View {
  readonly source: ChannelStatusReport['source'];
  readonly config: ChannelConfig;
  /** Undefined where none of the member's peers runs and answers. */
  readonly seen?: readonly SeenPeer[];
}

async function viewOf(peer: PeerConnection, channel: string): Promise<View> {
  const config = readChannelConfig(await configBlock(peer, channel), peer.name);
  return { source: 'own peer', config, seen: await channelPeers(peer, channel) };
}

/** What the first of the member's peers says that is on the channel; else what the first block says. */
async function lookAround(folder: MemberFolder, own: readonly OwnNodeStatus[]): Promise<View> {
  for (const node of folder.peers) {
    if (own.find(({ name }) => name === node.name)?.height === undefined) continue;
    const connection = connectAsAdmin(folder.layout, node);
    try {
      return await viewOf(connection, folder.entry.channel);
    } catch {
      // This peer is on its way down, or not yet up: another one knows as well.
    } finally {
      connection.close();
    }
  }
  const { genesis } = folder;
  if (existsSync(genesis)) {
    return { source: 'genesis block', config: readChannelConfig(await readFile(genesis), genesis) };
  }
  throw new NetworkError(
    'NOT_RUNNING',
    `no peer of ${folder.root} is on channel ${folder.entry.channel}; \`channel join\` lets them join`,
  );
}

function peersOf({ config, seen }: View, own: string): readonly ChannelPeerStatus[] {
  return config.organizations.flatMap(({ mspId }): ChannelPeerStatus[] => {
    const is = { mspId, own: mspId === own };
    if (seen === undefined) return [{ ...is, state: 'not asked' }];
    const peers = seen.filter((each) => each.mspId === mspId);
    return peers.length === 0
      ? [{ ...is, state: 'not seen' }]
      : peers.map(({ address, height }) => ({
          ...is,
          state: 'answers',
          address,
          ...(height === undefined ? {} : { height }),
        }));
  });
}

/** TLS names no server by an address (RFC 6066): then by a name in the certificate that the channel has of it. */
function serverNameOf({ host, tlsCertificate }: ConfiguredConsenter): string | undefined {
  if (isIP(host) === 0) return undefined;
  const names = new X509Certificate(tlsCertificate).subjectAltName ?? '';
  return /DNS:([^,\s]+)/.exec(names)?.[1];
}

async function consenterStatus(
  consenter: ConfiguredConsenter,
  { channel, organizations }: ChannelConfig,
  signer: Signer,
): Promise<ChannelConsenterStatus> {
  const { mspId } = consenter;
  const address = addressOf(consenter);
  const is = { mspId, own: mspId === signer.mspId, address };
  const tlsRoots = organizations.find((each) => each.mspId === mspId)?.tlsRoots ?? [];
  try {
    const endpoint = { address, serverName: serverNameOf(consenter), tlsRoots };
    return { ...is, state: 'answers', height: await newestBlock(endpoint, channel, signer) };
  } catch {
    return { ...is, state: 'unreachable' };
  }
}

/**
 * How the channel stands as this member sees it: its own nodes, the others' peers as its own peer's gossip has them,
 * the consenters asked for their newest block. Needs nobody else's key; changes nothing.
 *
 * @throws NetworkError `NOT_RUNNING` when the member is not on the channel
 */
export async function channelStatus(folder: MemberFolder): Promise<ChannelStatusReport> {
  const own = await ownNodeStatuses(folder);
  const view = await lookAround(folder, own);
  const signer = adminSigner(folder.layout, folder.owner);
  return {
    channel: view.config.channel,
    source: view.source,
    own,
    peers: peersOf(view, folder.owner.mspId),
    consenters: await Promise.all(
      view.config.consenters.map((each) => consenterStatus(each, view.config, signer)),
    ),
  };
}
