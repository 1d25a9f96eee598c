import { join } from 'node:path';
import type { Combination } from './combination';

/** One of the two organisations with a peer. */
export interface PeerOrganization {
  readonly name: 'Org1' | 'Org2';
  readonly mspId: string;
  readonly domain: string;
  readonly folder: string;
  /** Its one peer. */
  readonly peer: PeerPlace;
  /** Where its CA answers, if it has one of Fabric's. */
  readonly caPort: number;
}

/** Where a node is, and where its keys are: `msp` and `tls` in its folder. */
interface NodePlace {
  /** As its certificate has it. */
  readonly host: string;
  readonly folder: string;
  readonly port: number;
  readonly operationsPort: number;
}

export interface PeerPlace extends NodePlace {
  readonly chaincodePort: number;
}

export interface OrdererPlace extends NodePlace {
  readonly adminPort: number;
}

/** Where everything of a stock network stands. */
export interface StockLayout {
  readonly root: string;
  readonly channel: string;
  readonly organizations: readonly [PeerOrganization, PeerOrganization];
  readonly ordering: {
    readonly mspId: string;
    readonly domain: string;
    readonly folder: string;
    readonly orderers: readonly OrdererPlace[];
    readonly caPort: number;
  };
  /** The first of thirty ports for whatever else a test starts. */
  readonly sparePort: number;
}

/** All nodes run on this machine; their certificates name it besides their own hosts. */
export const MACHINE = 'localhost';

/** Raft goes on with one consenter, BFT needs four. */
function ordererHosts({ ordering }: Combination): string[] {
  const first = 'orderer.example.com';
  return ordering === 'Raft' ? [first] : [first, ...[2, 3, 4].map((i) => `orderer${i}.example.com`)];
}

/**
 * The places of a network as the stock scripts make it: two organisations with one peer each, and one that orders.
 *
 * @param root absolute path
 * @param basePort the first of a hundred ports
 */
export function stockLayout(root: string, combination: Combination, basePort: number): StockLayout {
  const ordererFolder = join(root, 'organizations', 'ordererOrganizations', 'example.com');
  const organization = (name: 'Org1' | 'Org2', index: number): PeerOrganization => {
    const domain = `${name.toLowerCase()}.example.com`;
    const folder = join(root, 'organizations', 'peerOrganizations', domain);
    const host = `peer0.${domain}`;
    const port = basePort + 10 * index;
    const ports = { port, chaincodePort: port + 1, operationsPort: port + 2 };
    const peer = { host, folder: join(folder, 'peers', host), ...ports };
    return { name, mspId: `${name}MSP`, domain, folder, peer, caPort: port + 3 };
  };
  return {
    root,
    channel: 'mychannel',
    organizations: [organization('Org1', 0), organization('Org2', 1)],
    ordering: {
      mspId: 'OrdererMSP',
      domain: 'example.com',
      folder: ordererFolder,
      caPort: basePort + 23,
      orderers: ordererHosts(combination).map((host, index) => {
        const port = basePort + 30 + 10 * index;
        const ports = { port, adminPort: port + 1, operationsPort: port + 2 };
        return { host, folder: join(ordererFolder, 'orderers', host), ...ports };
      }),
    },
    sparePort: basePort + 70,
  };
}

/** The MSP folder of one of an organisation's users: `Admin`, `User1`… */
export function userMsp({ folder, domain }: { folder: string; domain: string }, user: string): string {
  return join(folder, 'users', `${user}@${domain}`, 'msp');
}

/** The certificate by which an organisation's nodes are recognised in TLS. */
export function tlsRoot({ folder, domain }: { folder: string; domain: string }): string {
  return join(folder, 'tlsca', `tlsca.${domain}-cert.pem`);
}
