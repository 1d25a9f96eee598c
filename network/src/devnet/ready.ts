import { chaincodeName } from '../chaincode-package/package';
import { contractsAnswer } from '../contracts';
import { peerNumbersOf } from '../consortium/member-nodes';
import { channelMembers } from '../fabric/discovery';
import type { PeerConnection } from '../fabric/peer-connection';
import { processOf, requireAllAlive, type NodeProcesses } from '../member/start-nodes';
import { waitFor } from '../processes/wait-for-node';
import type { DevnetContext } from './devnet-context';
import type { ConnectedPeer } from './peer-connections';

const readyMs = 120_000;

async function seesAll(
  peer: PeerConnection,
  { topology }: DevnetContext,
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
 * Waits until the chaincode answers on each of these peers.
 *
 * @throws NetworkError `NODE_NOT_READY`, or why a node died meanwhile
 */
export async function waitUntilAnswering(
  { topology, signal }: Pick<DevnetContext, 'topology' | 'signal'>,
  nodes: NodeProcesses,
  peers: readonly ConnectedPeer[],
): Promise<void> {
  await Promise.all(
    peers.map(({ node, connection }) =>
      waitFor(
        processOf(nodes, node.name),
        () => contractsAnswer(connection, topology.channel, chaincodeName),
        { deadlineMs: readyMs, signal },
      ),
    ),
  );
}

/**
 * Waits until each peer sees every member's peers through discovery and, where a chaincode was deployed, the
 * chaincode answers on it and every peer is seen to have it: only then no client's first call fails.
 *
 * @throws NetworkError `NODE_NOT_READY`, or why a node died meanwhile
 */
export async function waitUntilReady(
  context: DevnetContext,
  nodes: NodeProcesses,
  peers: readonly ConnectedPeer[],
  withChaincode: boolean,
): Promise<void> {
  const { signal, progress } = context;
  const chaincode = withChaincode ? chaincodeName : undefined;
  let done = 0;
  await Promise.all(
    peers.map(async ({ node, connection }) => {
      const running = processOf(nodes, node.name);
      const patience = { deadlineMs: readyMs, signal };
      if (withChaincode) await waitUntilAnswering(context, nodes, [{ node, connection }]);
      await waitFor(
        running,
        () => {
          requireAllAlive(nodes);
          return seesAll(connection, context, chaincode);
        },
        patience,
      );
      done += 1;
      progress({ phase: 'ready', text: `${node.name} sees all members`, done, total: peers.length });
    }),
  );
}
