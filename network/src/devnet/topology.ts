import type { ConsortiumDefinition, Member } from '../consortium/consortium';
import { ordererHost, peerHost, peerNumbersOf } from '../consortium/member-nodes';
import { chaincodePort, mostConsenters, mostPeers, ordererPorts, peerPorts } from '../consortium/port-plan';
import { NetworkError } from '../errors/network-error';
import {
  addressOf,
  type ChaincodeNode,
  type Listener,
  type NetworkNode,
  type OrdererNode,
  type PeerNode,
} from '../member/nodes';

/** The only address that a development network listens on: nothing of it is reachable from elsewhere. */
export const host = '127.0.0.1';

/** Name of the node that serves the chaincode to every peer of a development network. */
export const chaincodeNodeName = 'chaincode';

/** The nodes of a development network, derived from nothing but the consortium file. */
export interface Topology {
  readonly channel: string;
  readonly members: readonly Member[];
  readonly peers: readonly PeerNode[];
  readonly orderers: readonly OrdererNode[];
  readonly chaincode: ChaincodeNode;
}

/** Every member's first peer in the order of the file, then the second ones, so that one more moves no other's ports. */
function placesOf(members: readonly Member[]): { member: Member; index: number }[] {
  return members
    .flatMap((member) => peerNumbersOf(member).map((index) => ({ member, index })))
    .sort((a, b) => a.index - b.index);
}

/** A place of this machine. */
function at(port: number): Listener {
  return { host, port };
}

function peerNode(
  consortium: ConsortiumDefinition,
  { member, index }: ReturnType<typeof placesOf>[number],
  position: number,
): PeerNode {
  const { port, chaincodePort, operationsPort } = peerPorts(consortium, position);
  return {
    kind: 'peer',
    name: peerHost(member, index),
    member,
    index,
    address: addressOf(at(port)),
    listen: at(port),
    chaincode: at(chaincodePort),
    operations: at(operationsPort),
  };
}

function ordererNode(consortium: ConsortiumDefinition, member: Member, consenter: number): OrdererNode {
  const { port, adminPort, operationsPort } = ordererPorts(consortium, consenter);
  return {
    kind: 'orderer',
    name: ordererHost(member, consenter),
    member,
    consenter,
    address: addressOf(at(port)),
    listen: at(port),
    admin: at(adminPort),
    operations: at(operationsPort),
  };
}

function chaincodeNode(consortium: ConsortiumDefinition): ChaincodeNode {
  const listen = at(chaincodePort(consortium));
  return { kind: 'chaincode', name: chaincodeNodeName, address: addressOf(listen), listen };
}

function owner(consortium: ConsortiumDefinition, id: string): Member {
  const member = consortium.members.find((candidate) => candidate.id === id);
  if (member !== undefined) return member;
  throw new NetworkError('CONSORTIUM_INVALID', `consenters: ${id} is no member of the consortium`, { id });
}

function requireFit(consortium: ConsortiumDefinition): void {
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
 * Derives every node of a development network and its ports: see `consortium/port-plan`.
 *
 * @param consortium the consortium file's content
 * @returns the nodes, in the file's order; the same file always gives the same answer
 * @throws NetworkError `CONSORTIUM_INVALID` when there are too many nodes for a block of ports, or a
 *   consenter's owner is no member
 */
export function topologyOf(consortium: ConsortiumDefinition): Topology {
  requireFit(consortium);
  return {
    channel: consortium.channel,
    members: consortium.members,
    peers: placesOf(consortium.members).map((place, position) => peerNode(consortium, place, position)),
    orderers: consortium.consenters.map((id, consenter) =>
      ordererNode(consortium, owner(consortium, id), consenter),
    ),
    chaincode: chaincodeNode(consortium),
  };
}

/** All nodes of the network, consenters first: the order in which they start. */
export function nodesOf(topology: Topology): readonly NetworkNode[] {
  return [...topology.orderers, ...topology.peers, topology.chaincode];
}
