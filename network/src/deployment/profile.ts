import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { memberLayout } from '../identities/layout';
import type { StateFolder } from '../topology/state-folder';
import { chaincodeName, type PeerNode, type Topology } from '../topology/topology';

async function peerEntry(stateDir: string, peer: PeerNode): Promise<object> {
  const { tls } = memberLayout(stateDir, peer.member).peer(peer.index);
  return {
    name: peer.name,
    address: peer.address,
    serverName: peer.name,
    tlsRootCert: await readFile(tls.caCertificate, 'utf8'),
  };
}

/** Writes for each member what its applications connect with: the client SDK's connection profile. */
export async function writeProfiles(topology: Topology, folder: StateFolder): Promise<void> {
  for (const member of topology.members) {
    const peers = topology.peers.filter((peer) => peer.member.id === member.id);
    const profile = {
      type: 'jangbu-profile',
      version: 1,
      channel: topology.channel,
      chaincode: chaincodeName,
      member: { id: member.id, mspId: member.mspId },
      peers: await Promise.all(peers.map((peer) => peerEntry(folder.root, peer))),
    };
    const file = folder.profile(member.id);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, `${JSON.stringify(profile, null, 2)}\n`);
    await rename(`${file}.new`, file);
  }
}
