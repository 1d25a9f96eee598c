import { peerNumbersOf } from '../consortium/consortium';
import { channelMembers } from '../fabric/discovery';
import type { PeerConnection } from '../fabric/peer-connection';
import { chaincodeName } from './topology';
import type { NetworkContext } from './context';
import { processOf, requireAllAlive, type RunningNodes } from './start-nodes';
import { waitFor } from '../processes/wait-for-node';

const readyMs = 120_000;
const pingMs = 5_000;

/** Whether the chaincode answers on this peer: it runs the query `consortium:ping`. */
export async function answers(peer: PeerConnection, channel: string): Promise<boolean> {
  try {
    await peer.query({ channel, chaincode: chaincodeName, args: ['consortium:ping'] }, pingMs);
    return true;
  } catch {
    // Not yet: the definition, or the connection to the process, is still on its way.
    return false;
  }
}

async function seesAll(
  peer: PeerConnection,
  { topology }: NetworkContext,
  chaincode: string | undefined,
): Promise<boolean> {
  try {
    const seen = await channelMembers(peer, topology.channel, chaincode);
    return topology.members.every((member) => (seen.get(member.mspId) ?? 0) >= peerNumbersOf(member).length);
  } catch {
    return false;
  }
}

/**
 * Waits until each peer sees every member's peers through discovery and, where a chaincode was deployed, the
 * chaincode answers on it and every peer is seen to have it: only then no client's first call fails.
 *
 * @throws NetworkError `NODE_NOT_READY`, or why a node died meanwhile
 */
export async function waitUntilReady(
  context: NetworkContext,
  nodes: RunningNodes,
  peers: readonly PeerConnection[],
  withChaincode: boolean,
): Promise<void> {
  const { topology, signal, progress } = context;
  const chaincode = withChaincode ? chaincodeName : undefined;
  let done = 0;
  await Promise.all(
    peers.map(async (peer) => {
      const running = processOf(nodes, peer.node.name);
      const patience = { deadlineMs: readyMs, signal };
      if (withChaincode) {
        await waitFor(running, () => answers(peer, topology.channel), patience);
      }
      await waitFor(
        running,
        () => {
          requireAllAlive(nodes);
          return seesAll(peer, context, chaincode);
        },
        patience,
      );
      done += 1;
      progress({ phase: 'ready', text: `${peer.node.name} sees all members`, done, total: peers.length });
    }),
  );
}
