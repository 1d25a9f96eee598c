import type { Member } from '../consortium/consortium';

/** What a node says of its owner. */
export type NodeOwner = Pick<Member, 'id' | 'mspId' | 'name' | 'domain' | 'peers'>;

/** Where a program listens on its own machine. */
export interface Listener {
  /** An address of the machine, or 0.0.0.0 for all of them. */
  readonly host: string;
  readonly port: number;
}

/** A member's peer: gRPC for clients and peers, a port for chaincode it starts itself, an operations port. */
export interface PeerNode {
  readonly kind: 'peer';
  /** DNS name, which also names the node's folder and log. */
  readonly name: string;
  readonly member: NodeOwner;
  /** The member's peers are counted from 0. */
  readonly index: number;
  /** `host:port` by which others reach its gRPC service. */
  readonly address: string;
  readonly listen: Listener;
  readonly chaincode: Listener;
  readonly operations: Listener;
}

/** A SmartBFT consenter and the member that owns it. */
export interface OrdererNode {
  readonly kind: 'orderer';
  readonly name: string;
  readonly member: NodeOwner;
  /** Which of the owner's it is: its place in the consortium file's list, or in member.yaml's, from 0. */
  readonly consenter: number;
  readonly address: string;
  readonly listen: Listener;
  /** Channel participation API (HTTPS, mutual TLS). */
  readonly admin: Listener;
  readonly operations: Listener;
}

/** A process that serves the chaincode to peers. */
export interface ChaincodeNode {
  readonly kind: 'chaincode';
  readonly name: string;
  readonly address: string;
  readonly listen: Listener;
}

/** Anything that runs as a process of the network. */
export type NetworkNode = PeerNode | OrdererNode | ChaincodeNode;

/** Every place at which a node listens. */
export function listenersOf(node: NetworkNode): readonly Listener[] {
  switch (node.kind) {
    case 'peer':
      return [node.listen, node.chaincode, node.operations];
    case 'orderer':
      return [node.listen, node.admin, node.operations];
    case 'chaincode':
      return [node.listen];
  }
}

/** `host:port`, an IPv6 address in brackets. */
export function addressOf({ host, port }: Listener): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Reads `host:port`, an IPv6 address in brackets; undefined where it is none. */
export function readAddress(text: string): Listener | undefined {
  const [, bracketed, plain, port = ''] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const number = Number(port);
  return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
}

/** An address to dial what listens there from the same machine. */
export function fromHere({ host, port }: Listener): Listener {
  return { host: host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host, port };
}
