import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MACHINE, tlsRoot, type PeerOrganization } from './network/layout';

/**
 * Writes the common connection profile of an organisation, as the stock scripts make it beside its keys, with the two lines
 * that it lacks for us: who the member is, and which channel is meant.
 *
 * @returns its path
 */
export async function writeConnectionProfile(
  organization: PeerOrganization,
  { member, channel }: { readonly member: string; readonly channel: string },
): Promise<string> {
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
    'x-jangbu': { member, channel },
  };
  await writeFile(file, `${JSON.stringify(profile, null, 2)}\n`);
  return file;
}
