import { peerNumbersOf, type Consortium, type Member } from '../consortium/consortium';
import { ordererHost, peerHost } from '../identities/layout';
import { NetworkError } from '../errors/network-error';

/** The only address that a development network listens on: nothing of it is reachable from elsewhere. */
export const host = '127.0.0.1';

/** Name of the one chaincode on the channel. */
export const chaincodeName = 'jangbu';

/** Name of the node that serves the chaincode to every peer of a development network. */
export const chaincodeNodeName = 'chaincode';

/** A member's peer: gRPC for clients and peers, a port for chaincode it starts itself, an operations port. */
export interface PeerNode {
  readonly kind: 'peer';
  /** DNS name, which also names the node's folder and log. */
  readonly name: string;
  readonly member: Member;
  /** The member's peers are counted from 0. */
  readonly index: number;
  /** `host:port` of the gRPC service. */
  readonly address: string;
  readonly port: number;
  readonly chaincodePort: number;
  readonly operationsPort: number;
}

/** A SmartBFT consenter and the member that owns it. */
export interface OrdererNode {
  readonly kind: 'orderer';
  readonly name: string;
  readonly member: Member;
  /** Position in the consortium's `consenters`, from 0. */
  readonly consenter: number;
  readonly address: string;
  readonly port: number;
  /** Channel participation API (HTTPS, mutual TLS). */
  readonly adminPort: number;
  readonly operationsPort: number;
}

/** The process that serves the chaincode to every peer. */
export interface ChaincodeNode {
  readonly kind: 'chaincode';
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** Anything that runs as a process of the network. */
export type NetworkNode = PeerNode | OrdererNode | ChaincodeNode;

/** The nodes of a development network, derived from nothing but the consortium file. */
export interface Topology {
  readonly channel: string;
  readonly members: readonly Member[];
  readonly peers: readonly PeerNode[];
  readonly orderers: readonly OrdererNode[];
  readonly chaincode: ChaincodeNode;
}

const portsOfPeer = 3;
const ordererOffset = 200;
const portsOfOrderer = 3;
const chaincodeOffset = 300;

/** How many peers fit below the orderers' ports. */
export const mostPeers = Math.floor(ordererOffset / portsOfPeer);
/** How many consenters fit below the chaincode's port. */
export const mostConsenters = Math.floor((chaincodeOffset - ordererOffset) / portsOfOrderer);
/** Where a chaincode beside the contracts may be served, counted from `ports.base`. */
const besideOffset = chaincodeOffset + 1;
/** Size of the block of ports that one network takes, from `ports.base`. */
export const portBlock = besideOffset + 1;

/** Every member's first peer in the order of the file, then the second ones, so that one more moves no other's ports. */
function placesOf(members: readonly Member[]): { member: Member; index: number }[] {
  return members
    .flatMap((member) => peerNumbersOf(member).map((index) => ({ member, index })))
    .sort((a, b) => a.index - b.index);
}

function peerNode(
  base: number,
  { member, index }: ReturnType<typeof placesOf>[number],
  position: number,
): PeerNode {
  const port = base + portsOfPeer * position;
  return {
    kind: 'peer',
    name: peerHost(member, index),
    member,
    index,
    address: `${host}:${port}`,
    port,
    chaincodePort: port + 1,
    operationsPort: port + 2,
  };
}

function ordererNode(base: number, member: Member, consenter: number): OrdererNode {
  const port = base + ordererOffset + portsOfOrderer * consenter;
  return {
    kind: 'orderer',
    name: ordererHost(member, consenter),
    member,
    consenter,
    address: `${host}:${port}`,
    port,
    adminPort: port + 1,
    operationsPort: port + 2,
  };
}

function owner(consortium: Consortium, id: string): Member {
  const member = consortium.members.find((candidate) => candidate.id === id);
  if (member !== undefined) return member;
  throw new NetworkError('CONSORTIUM_INVALID', `consenters: ${id} is no member of the consortium`, { id });
}

function requireFit(consortium: Consortium): void {
  const { members, consenters } = consortium;
  const peers = placesOf(members).length;
  if (peers > mostPeers || consenters.length > mostConsenters) {
    throw new NetworkError(
      'CONSORTIUM_INVALID',
      `one machine takes ${mostPeers} peers and ${mostConsenters} consenters at most; ` +
        `the consortium file has ${peers} and ${consenters.length}`,
      { peers, consenters: consenters.length },
    );
  }
}

/**
 * Derives every node of a development network and its ports. The i-th peer listens on base+3i (gRPC), +1 (chaincode
 * that it starts itself) and +2 (operations); consenter j on base+200+3j (gRPC), +1 (admin) and +2
 * (operations); the chaincode on base+300.
 *
 * @param consortium the consortium file's content
 * @returns the nodes, in the file's order; the same file always gives the same answer
 * @throws NetworkError `CONSORTIUM_INVALID` when there are too many nodes for a block of ports, or a
 *   consenter's owner is no member
 */
export function topologyOf(consortium: Consortium): Topology {
  requireFit(consortium);
  const { base } = consortium.ports;
  const chaincodePort = base + chaincodeOffset;
  return {
    channel: consortium.channel,
    members: consortium.members,
    peers: placesOf(consortium.members).map((place, position) => peerNode(base, place, position)),
    orderers: consortium.consenters.map((id, consenter) =>
      ordererNode(base, owner(consortium, id), consenter),
    ),
    chaincode: {
      kind: 'chaincode',
      name: chaincodeNodeName,
      address: `${host}:${chaincodePort}`,
      port: chaincodePort,
    },
  };
}

/** Every TCP port that a node listens on. */
export function portsOf(node: NetworkNode): readonly number[] {
  switch (node.kind) {
    case 'peer':
      return [node.port, node.chaincodePort, node.operationsPort];
    case 'orderer':
      return [node.port, node.adminPort, node.operationsPort];
    case 'chaincode':
      return [node.port];
  }
}

/** All nodes of the network, consenters first: the order in which they start. */
export function nodesOf(topology: Topology): readonly NetworkNode[] {
  return [...topology.orderers, ...topology.peers, topology.chaincode];
}

/** The smallest number of members that is more than half of them. */
export function majorityOf(members: readonly unknown[]): number {
  return Math.floor(members.length / 2) + 1;
}

/** The port on which another chaincode than the contracts may be served. */
export function besidePort({ ports: { base } }: Consortium): number {
  return base + besideOffset;
}
