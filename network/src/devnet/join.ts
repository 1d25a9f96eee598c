import { readFile } from 'node:fs/promises';

import { joinOrderer, ordererAnswers, ordererChannel } from '../fabric/channel-participation';
import type { PeerConnection } from '../fabric/peer-connection';
import { channelsOf, joinChannel } from '../fabric/peer-channels';
import { requireAlive } from '../processes/node-process';
import { eachOf, requireWanted } from '../long-work/wait';
import { processOf, type RunningNodes } from './start-nodes';
import type { NetworkContext } from './context';
import { waitFor } from '../processes/wait-for-node';

const startMs = 60_000;
const connectSliceMs = 1_000;
/**
 * Few at once: a joining peer calls on all others, and two that call on each other at the same moment lose
 * one of the two calls and try again only later.
 */
const joinsAtOnce = 3;

async function joinOrderers(
  context: NetworkContext,
  nodes: RunningNodes,
  genesis: Uint8Array,
): Promise<void> {
  const { topology, folder, signal } = context;
  await Promise.all(
    topology.orderers.map(async (orderer) => {
      const running = processOf(nodes, orderer.name);
      await waitFor(running, () => ordererAnswers(folder.root, orderer), { deadlineMs: startMs, signal });
      const joined = await ordererChannel(folder.root, orderer, topology.channel);
      if (joined === undefined) await joinOrderer(folder.root, orderer, genesis);
    }),
  );
  context.progress({ phase: 'orderers', text: `${topology.orderers.length} consenters are on the channel` });
}

async function joinPeers(
  context: NetworkContext,
  nodes: RunningNodes,
  peers: readonly PeerConnection[],
  genesis: Uint8Array,
): Promise<void> {
  const { topology, signal } = context;
  // All of them first: a peer that joins looks for the others at once, and waits before it looks again.
  await Promise.all(
    peers.map((peer) =>
      waitFor(processOf(nodes, peer.node.name), () => peer.connects(connectSliceMs), {
        deadlineMs: startMs,
        signal,
      }),
    ),
  );
  let done = 0;
  await eachOf(peers, joinsAtOnce, async (peer) => {
    requireWanted(signal);
    requireAlive(processOf(nodes, peer.node.name));
    if (!(await channelsOf(peer)).includes(topology.channel)) await joinChannel(peer, genesis);
    done += 1;
    const text = `${peer.node.name} is on the channel`;
    context.progress({ phase: 'peers', text, done, total: peers.length });
  });
}

/**
 * Waits until all nodes answer, and lets those join the channel that have not.
 *
 * @throws NetworkError `NODE_DIED` (and what else a dead node's log tells), `NODE_NOT_READY`, `CHANNEL_FAILED`
 */
export async function joinAll(
  context: NetworkContext,
  nodes: RunningNodes,
  peers: readonly PeerConnection[],
): Promise<void> {
  const genesis = await readFile(context.folder.channel.genesis);
  await Promise.all([joinOrderers(context, nodes, genesis), joinPeers(context, nodes, peers, genesis)]);
}
