import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Member } from '../consortium/consortium';
import { memberLayout } from '../identities/layout';
import type { StateFolder } from '../devnet/state-folder';
import { chaincodeName, type PeerNode, type Topology } from '../devnet/topology';

/** How a member's application reaches the ledger: what the client SDK connects by. */
export interface ConnectionProfile {
  readonly type: 'jangbu-profile';
  readonly version: 1;
  readonly channel: string;
  readonly chaincode: string;
  readonly member: { readonly id: string; readonly mspId: string };
  /** The member's own peers; the SDK asks no other's. */
  readonly peers: readonly ProfilePeer[];
}

/** A peer as a client reaches it. */
export interface ProfilePeer {
  readonly name: string;
  /** `host:port` */
  readonly address: string;
  /** The name that stands in its TLS certificate. */
  readonly serverName: string;
  /** PEM of the CA that signed it. */
  readonly tlsRootCert: string;
}

/**
 * Makes a member's connection profile.
 *
 * @param rootOf gives the PEM of a peer's TLS root
 */
export function profileOf(
  topology: Topology,
  member: Member,
  rootOf: (peer: PeerNode) => string,
): ConnectionProfile {
  return {
    type: 'jangbu-profile',
    version: 1,
    channel: topology.channel,
    chaincode: chaincodeName,
    member: { id: member.id, mspId: member.mspId },
    peers: topology.peers
      .filter((peer) => peer.member.id === member.id)
      .map((peer) => ({
        name: peer.name,
        address: peer.address,
        serverName: peer.name,
        tlsRootCert: rootOf(peer),
      })),
  };
}

/** Writes every member's connection profile into its folder, whole or not at all. */
export async function writeProfiles(topology: Topology, folder: StateFolder): Promise<void> {
  const roots = new Map(
    await Promise.all(
      topology.peers.map(async (peer) => {
        const { tls } = memberLayout(folder.root, peer.member).peer(peer.index);
        return [peer.name, await readFile(tls.caCertificate, 'utf8')] as const;
      }),
    ),
  );
  for (const member of topology.members) {
    const file = folder.profile(member.id);
    const profile = profileOf(topology, member, ({ name }) => roots.get(name) ?? '');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, `${JSON.stringify(profile, null, 2)}\n`);
    await rename(`${file}.new`, file);
  }
}
