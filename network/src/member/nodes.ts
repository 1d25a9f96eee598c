import type { Member } from '../consortium/consortium';

/** A member's peer: gRPC for clients and peers, a port for chaincode it starts itself, an operations port. */
export interface PeerNode {
  readonly kind: 'peer';
  /** DNS name, which also names the node's folder and log. */
  readonly name: string;
  readonly member: Member;
  /** The member's peers are counted from 0. */
  readonly index: number;
  /** The address of the machine on which it listens. */
  readonly host: string;
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
  readonly host: string;
  readonly address: string;
  readonly port: number;
  /** Channel participation API (HTTPS, mutual TLS). */
  readonly adminPort: number;
  readonly operationsPort: number;
}

/** A process that serves the chaincode to peers. */
export interface ChaincodeNode {
  readonly kind: 'chaincode';
  readonly name: string;
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** Anything that runs as a process of the network. */
export type NetworkNode = PeerNode | OrdererNode | ChaincodeNode;

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
