import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MACHINE, tlsRoot, type PeerOrganization } from './network/layout';

/** Writes the common connection profile of an organisation where the stock scripts write it, and as they do. */
export async function writeConnectionProfile(organization: PeerOrganization): Promise<string> {
  const { name, mspId, folder, peer } = organization;
  const file = join(folder, `connection-${name.toLowerCase()}.json`);
  const profile = {
    name: `stock-network-${name.toLowerCase()}`,
    version: '1.0.0',
    client: { organization: name, connection: { timeout: { peer: { endorser: '300' } } } },
    organizations: { [name]: { mspid: mspId, peers: [peer.host] } },
    peers: {
      [peer.host]: {
        url: `grpcs://${MACHINE}:${peer.port}`,
        tlsCACerts: { pem: await readFile(tlsRoot(organization), 'utf8') },
        grpcOptions: { 'ssl-target-name-override': peer.host, hostnameOverride: peer.host },
      },
    },
  };
  await writeFile(file, `${JSON.stringify(profile, null, 2)}\n`);
  return file;
}

/** The same with what it lacks for us: who the member is, and which channel is meant. */
export async function writeOwnProfile(
  file: string,
  common: string,
  own: { readonly member: string; readonly channel: string },
): Promise<void> {
  const profile = JSON.parse(await readFile(common, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...profile, 'x-jangbu': own }));
}
