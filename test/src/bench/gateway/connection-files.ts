import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionProfile } from '@jangbu/network';

/** A member's connection profile and one of its identities, as files. */
export interface ConnectionFiles {
  readonly profile: ConnectionProfile;
  readonly certificate: string;
  readonly key: string;
}

/** Reads what a member's application connects with. */
export async function connectionFiles(
  stateDir: string,
  member: string,
  role: string,
): Promise<ConnectionFiles> {
  const folder = join(stateDir, 'members', member);
  const profile = JSON.parse(await readFile(join(folder, 'profile.json'), 'utf8')) as ConnectionProfile;
  const identity = join(folder, 'identities', role);
  return { profile, certificate: join(identity, 'cert.pem'), key: join(identity, 'key.pem') };
}
