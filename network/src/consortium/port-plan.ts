import type { ConsortiumDefinition } from './consortium';

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

type WithPorts = Pick<ConsortiumDefinition, 'ports'>;

/** The ports of a peer: base + 3i (gRPC), + 1 (chaincode that it starts itself) and + 2 (operations). */
export function peerPorts(
  { ports: { base } }: WithPorts,
  position: number,
): {
  readonly port: number;
  readonly chaincodePort: number;
  readonly operationsPort: number;
} {
  const port = base + portsOfPeer * position;
  return { port, chaincodePort: port + 1, operationsPort: port + 2 };
}

/** The ports of a consenter: base + 200 + 3j (gRPC), + 1 (administration) and + 2 (operations). */
export function ordererPorts(
  { ports: { base } }: WithPorts,
  consenter: number,
): {
  readonly port: number;
  readonly adminPort: number;
  readonly operationsPort: number;
} {
  const port = base + ordererOffset + portsOfOrderer * consenter;
  return { port, adminPort: port + 1, operationsPort: port + 2 };
}

/** The port on which the contracts are served to every peer. */
export function chaincodePort({ ports: { base } }: WithPorts): number {
  return base + chaincodeOffset;
}

/** The port on which another chaincode than the contracts may be served. */
export function additionalChaincodePort({ ports: { base } }: WithPorts): number {
  return base + besideOffset;
}
