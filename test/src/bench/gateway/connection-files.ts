import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the network writes for a member's applications, as far as the plain way needs it. */
export interface PlainProfile {
  readonly channel: string;
  readonly chaincode: string;
  readonly member: { readonly id: string; readonly mspId: string };
  readonly peers: readonly {
    readonly address: string;
    readonly serverName: string;
    readonly tlsRootCert: string;
  }[];
}

/** A member's connection profile and one of its identities, as files. */
export interface FirmFiles {
  readonly profile: PlainProfile;
  readonly certificate: string;
  readonly key: string;
}

/** Reads what a member's application connects with. */
export async function firmFiles(stateDir: string, member: string, role: string): Promise<FirmFiles> {
  const folder = join(stateDir, 'members', member);
  const profile = JSON.parse(await readFile(join(folder, 'profile.json'), 'utf8')) as PlainProfile;
  const identity = join(folder, 'identities', role);
  return { profile, certificate: join(identity, 'cert.pem'), key: join(identity, 'key.pem') };
}
