import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

import { eachOf } from '../long-work/each-of';
import { memberLayout } from '../identities/layout';
import { currentChaincode } from '../member/chaincode-service';
import { nodeHeight, nodeStatus, type LedgerNodeStatus, type NodeStatus } from '../member/node-status';
import type { OrdererNode, PeerNode } from '../member/nodes';
import { runningProcess } from '../processes/pid-file';
import type { StateFolder } from './state-folder';
import type { Topology } from './topology';

/** A node of the network, and whether it is one of this machine's. */
export interface PlacedNodeStatus extends LedgerNodeStatus {
  /** False where its member's folder is not here: it may run on a host of that member's, of which nothing is known here. */
  readonly here: boolean;
}

/** How the nodes of one member stand. */
export interface MemberStatus {
  readonly id: string;
  readonly mspId: string;
  readonly name: { readonly en: string; readonly ko: string };
  readonly peers: readonly PlacedNodeStatus[];
  readonly orderers: readonly PlacedNodeStatus[];
}

/** How a network stands. */
export interface NetworkStatus {
  readonly channel: string;
  readonly running: 'all' | 'some' | 'none';
  /** Blocks of the highest node; 0 where none answers. */
  readonly height: number;
  readonly memoryMB: number;
  readonly members: readonly MemberStatus[];
  readonly chaincode: NodeStatus & { readonly packageId?: string };
}

const nodesAtOnce = 8;

async function heights(topology: Topology, folder: StateFolder): Promise<ReadonlyMap<string, number>> {
  const nodes = [...topology.peers, ...topology.orderers].filter(
    ({ name }) => runningProcess(folder.node(name).pidFile) !== undefined,
  );
  const found = new Map<string, number>();
  await eachOf(nodes, nodesAtOnce, async (node) => {
    const height = await nodeHeight(memberLayout(folder.root, node.member), node, topology.channel);
    if (height !== undefined) found.set(node.name, height);
  });
  return found;
}

/** Looks at every node; changes nothing. */
export async function networkStatusOf(topology: Topology, folder: StateFolder): Promise<NetworkStatus> {
  const known = await heights(topology, folder);
  const highest = Math.max(0, ...known.values());
  const ledgerNode = (node: PeerNode | OrdererNode): PlacedNodeStatus => {
    const height = known.get(node.name);
    return {
      ...nodeStatus(node, folder.node(node.name)),
      here: existsSync(dirname(folder.profile(node.member.id))),
      ...(height === undefined ? {} : { height, lag: highest - height }),
    };
  };
  const members = topology.members.map((member) => ({
    id: member.id,
    mspId: member.mspId,
    name: member.name,
    peers: topology.peers.filter((peer) => peer.member.id === member.id).map(ledgerNode),
    orderers: topology.orderers.filter((orderer) => orderer.member.id === member.id).map(ledgerNode),
  }));
  const packageId = (await currentChaincode(folder.chaincode))?.packageId;
  const chaincode = {
    ...nodeStatus(topology.chaincode, folder.node(topology.chaincode.name)),
    ...(packageId === undefined ? {} : { packageId }),
  };
  const placed = members.flatMap(({ peers, orderers }) => [...peers, ...orderers]);
  // Nodes elsewhere are their members' business; where none is here, there is nothing that runs.
  const own = placed.filter(({ here }) => here);
  const ledgerNodes: readonly NodeStatus[] = own.length > 0 ? own : placed;
  // Before the first deployment, and where each peer starts its own, there is no such process to miss.
  const all = packageId === undefined ? ledgerNodes : [...ledgerNodes, chaincode];
  return {
    channel: topology.channel,
    running: all.every(({ running }) => running)
      ? 'all'
      : all.some(({ running }) => running)
        ? 'some'
        : 'none',
    height: highest,
    memoryMB: all.reduce((sum, { memoryMB: memory = 0 }) => sum + memory, 0),
    members,
    chaincode,
  };
}
