import { currentChaincode } from '../member/chaincode-service';
import { ordererChannel } from '../fabric/channel-participation';
import { PeerConnection } from '../fabric/peer-connection';
import { heightOf } from '../fabric/peer-channels';
import { eachOf } from '../long-work/wait';
import type { StateFolder } from './state-folder';
import type { NetworkNode, OrdererNode, PeerNode, Topology } from './topology';
import { memoryMB } from '../processes/memory';
import { pidOf } from './down';

/** What is known of any node. */
export interface NodeStatus {
  readonly name: string;
  readonly address: string;
  readonly running: boolean;
  readonly pid?: number;
  readonly memoryMB?: number;
}

/** A node with a ledger. */
export interface LedgerNodeStatus extends NodeStatus {
  /** Blocks that it holds; absent where it does not answer. */
  readonly height?: number;
  /** Blocks behind the highest node; absent where it does not answer. */
  readonly lag?: number;
}

export interface MemberStatus {
  readonly id: string;
  readonly mspId: string;
  readonly name: { readonly en: string; readonly ko: string };
  readonly peers: readonly LedgerNodeStatus[];
  readonly orderers: readonly LedgerNodeStatus[];
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

const PEERS_AT_ONCE = 8;

function nodeStatus(folder: StateFolder, node: NetworkNode): NodeStatus {
  const pid = pidOf(folder, node);
  const { name, address } = node;
  if (pid === undefined) return { name, address, running: false };
  const memory = memoryMB(pid);
  return { name, address, running: true, pid, ...(memory === undefined ? {} : { memoryMB: memory }) };
}

async function peerHeight(folder: StateFolder, peer: PeerNode, channel: string): Promise<number | undefined> {
  const connection = new PeerConnection(folder.root, peer);
  try {
    return await heightOf(connection, channel);
  } catch {
    return undefined;
  } finally {
    connection.close();
  }
}

async function ordererHeight(
  folder: StateFolder,
  orderer: OrdererNode,
  channel: string,
): Promise<number | undefined> {
  try {
    return (await ordererChannel(folder.root, orderer, channel))?.height;
  } catch {
    return undefined;
  }
}

async function heights(topology: Topology, folder: StateFolder): Promise<ReadonlyMap<string, number>> {
  const nodes = [...topology.peers, ...topology.orderers].filter((node) => pidOf(folder, node) !== undefined);
  const found = new Map<string, number>();
  await eachOf(nodes, PEERS_AT_ONCE, async (node) => {
    const { channel } = topology;
    const height =
      node.kind === 'peer'
        ? await peerHeight(folder, node, channel)
        : await ordererHeight(folder, node, channel);
    if (height !== undefined) found.set(node.name, height);
  });
  return found;
}

/** Looks at every node; changes nothing. */
export async function statusOf(topology: Topology, folder: StateFolder): Promise<NetworkStatus> {
  const known = await heights(topology, folder);
  const highest = Math.max(0, ...known.values());
  const ledgerNode = (node: PeerNode | OrdererNode): LedgerNodeStatus => {
    const height = known.get(node.name);
    return {
      ...nodeStatus(folder, node),
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
  const packageId = (await currentChaincode(folder))?.packageId;
  const chaincode = {
    ...nodeStatus(folder, topology.chaincode),
    ...(packageId === undefined ? {} : { packageId }),
  };
  const ledgerNodes: readonly NodeStatus[] = members.flatMap(({ peers, orderers }) => [
    ...peers,
    ...orderers,
  ]);
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
