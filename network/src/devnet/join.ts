import { readFile } from 'node:fs/promises';

import { eachOf } from '../long-work/each-of';
import { throwIfCancelled } from '../long-work/until';
import { memberLayout } from '../identities/layout';
import { ordererAdmin } from '../member/admin';
import { joinOwnOrderer, joinOwnPeer, waitForPeer, type ChannelToJoin } from '../member/join';
import { processOf, type NodeProcesses } from '../member/start-nodes';
import type { DevnetContext } from './devnet-context';
import type { ConnectedPeer } from './peer-connections';

/**
 * Few at once: a joining peer calls on all others, and two that call on each other at the same moment lose
 * one of the two calls and try again only later.
 */
const joinsAtOnce = 3;

async function joinOrderers(
  context: DevnetContext,
  nodes: NodeProcesses,
  channel: ChannelToJoin,
): Promise<void> {
  const { topology, folder, signal } = context;
  await Promise.all(
    topology.orderers.map((orderer) =>
      joinOwnOrderer(
        ordererAdmin(memberLayout(folder.root, orderer.member), orderer),
        processOf(nodes, orderer.name),
        channel,
        signal,
      ),
    ),
  );
  context.progress({ phase: 'orderers', text: `${topology.orderers.length} consenters are on the channel` });
}

async function joinPeers(
  context: DevnetContext,
  nodes: NodeProcesses,
  peers: readonly ConnectedPeer[],
  channel: ChannelToJoin,
): Promise<void> {
  const { signal } = context;
  // All of them first: a peer that joins looks for the others at once, and waits before it looks again.
  await Promise.all(
    peers.map(({ connection, node }) => waitForPeer(connection, processOf(nodes, node.name), signal)),
  );
  let done = 0;
  await eachOf(peers, joinsAtOnce, async ({ connection, node }) => {
    throwIfCancelled(signal);
    await joinOwnPeer(connection, processOf(nodes, node.name), channel);
    done += 1;
    const text = `${node.name} is on the channel`;
    context.progress({ phase: 'peers', text, done, total: peers.length });
  });
}

/**
 * Waits until all nodes answer, and lets those join the channel that have not.
 *
 * @throws NetworkError `NODE_DIED` (and what else a dead node's log tells), `NODE_NOT_READY`, `CHANNEL_FAILED`
 */
export async function joinAll(
  context: DevnetContext,
  nodes: NodeProcesses,
  peers: readonly ConnectedPeer[],
): Promise<void> {
  const genesis = await readFile(context.folder.channel.genesis);
  const channel = { channel: context.topology.channel, genesis };
  await Promise.all([joinOrderers(context, nodes, channel), joinPeers(context, nodes, peers, channel)]);
}
