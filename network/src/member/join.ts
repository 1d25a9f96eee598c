import { joinOrderer, ordererAnswers, ordererChannel } from '../fabric/channel-participation';
import type { OrdererAdminEndpoint } from '../fabric/channel-participation';
import { channelsOf, joinChannel } from '../fabric/peer-channels';
import type { PeerConnection } from '../fabric/peer-connection';
import { requireAlive, type NodeProcess } from '../processes/node-process';
import { waitFor } from '../processes/wait-for-node';

const startMs = 60_000;
const connectSliceMs = 1_000;

/** A channel that nodes are to join. */
export interface ChannelToJoin {
  readonly channel: string;
  /** The channel's genesis block, serialised. */
  readonly genesis: Uint8Array;
}

/**
 * Waits until a consenter answers, and lets it join a channel unless it has.
 *
 * @throws NetworkError why it died, `NODE_NOT_READY`, `CHANNEL_FAILED`
 */
export async function joinOwnOrderer(
  orderer: OrdererAdminEndpoint,
  running: NodeProcess,
  { channel, genesis }: ChannelToJoin,
  signal?: AbortSignal,
): Promise<void> {
  await waitFor(running, () => ordererAnswers(orderer), { deadlineMs: startMs, signal });
  const joined = await ordererChannel(orderer, channel);
  if (joined === undefined) await joinOrderer(orderer, genesis);
}

/**
 * Waits until a peer takes connections.
 *
 * @throws NetworkError why it died, `NODE_NOT_READY`
 */
export async function waitForPeer(
  peer: PeerConnection,
  running: NodeProcess,
  signal?: AbortSignal,
): Promise<void> {
  await waitFor(running, () => peer.connects(connectSliceMs), { deadlineMs: startMs, signal });
}

/**
 * Lets a peer join a channel unless it has.
 *
 * @throws NetworkError why it died, `FABRIC_REFUSED`, `NODE_NOT_READY`
 */
export async function joinOwnPeer(
  peer: PeerConnection,
  running: NodeProcess,
  { channel, genesis }: ChannelToJoin,
): Promise<void> {
  requireAlive(running);
  if (!(await channelsOf(peer)).includes(channel)) await joinChannel(peer, genesis);
}
