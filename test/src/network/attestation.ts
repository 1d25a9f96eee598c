import { sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Attestation, type DayClaim } from '@jangbu/model';
import type { NetworkContext } from 'jangbu';

/** Whatever a member's operator is made to say of a day, signed by its true key. */
export async function attestationBy(
  { stateDir }: NetworkContext,
  member: string,
  claim: DayClaim,
): Promise<Attestation> {
  const folder = join(stateDir, 'members', member, 'identities', 'operator');
  const [certificate, key] = await Promise.all(
    ['cert.pem', 'key.pem'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  if (certificate === undefined || key === undefined) throw new Error(`${member} has no operator`);
  const signature = sign('sha256', Buffer.from(canonicalJson(claim)), key).toString('base64');
  return { type: 'day-attestation', version: 1, member, claim, certificate, signature };
}
