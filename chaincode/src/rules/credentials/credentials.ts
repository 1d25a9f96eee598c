import { createPublicKey, verify } from 'node:crypto';
import {
  canonicalJson,
  fromBase64Url,
  killTagOf,
  RefusalError,
  thumbprintOf,
  VALIDITY_MAX,
  type CredentialBatch,
  type CredentialStatusRecord,
  type IssuerKey,
  type IssuerKeyProof,
  type IssuerKeyStatusChange,
  type KillRequest,
  type StatusRequest,
} from '@jangbu/model';
import { invalid } from '../../documents/parse';

function hasKey(key: IssuerKey, channel: string): boolean {
  const { issuer, iss, kid, x, y, proof } = key;
  const signed: IssuerKeyProof = { type: 'issuer-key-proof', version: 1, channel, issuer, iss, kid };
  try {
    // Importing refuses what is no point on the curve.
    const jwk = { kty: 'EC', crv: 'P-256', x, y };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const signature = fromBase64Url(proof);
    const text = Buffer.from(canonicalJson(signed));
    return (
      signature !== undefined &&
      verify('sha256', text, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
    );
  } catch {
    return false;
  }
}

/**
 * Requires that a key is what its name says, and that whoever registers it has it: nobody else's key can be taken.
 *
 * @throws RefusalError INVALID_DOCUMENT when `kid` is not its thumbprint; SIGNATURE_WRONG
 */
export function requirePossession(key: IssuerKey, channel: string): void {
  if (thumbprintOf(key) !== key.kid)
    throw invalid('issuer-key', { path: '/kid', message: 'not its thumbprint' });
  if (!hasKey(key, channel)) {
    throw new RefusalError('SIGNATURE_WRONG', { document: 'issuer-key', field: 'signature' });
  }
}

/**
 * Whether a key is registered already: the same key with the same meaning, whatever the proof's bytes.
 *
 * @throws RefusalError ID_TAKEN
 */
export function isRegistered(key: IssuerKey, found: IssuerKey | undefined): boolean {
  if (!found) return false;
  if (found.iss === key.iss) return true;
  throw new RefusalError('ID_TAKEN', { document: 'issuer-key', id: `${key.issuer}/${key.kid}` });
}

/**
 * Whether a key's new status stands already.
 *
 * @throws RefusalError INVALID_DOCUMENT; KEY_NOT_ACTIVE when it was declared compromised before
 */
export function isKeyStatusRecorded(
  change: IssuerKeyStatusChange,
  before: IssuerKeyStatusChange | undefined,
): boolean {
  if ((change.status === 'COMPROMISED') !== (change.compromisedFrom !== undefined)) {
    throw invalid('issuer-key-status', { path: '/compromisedFrom', message: 'goes with COMPROMISED only' });
  }
  if (!before) return false;
  if (canonicalJson(before) === canonicalJson(change)) return true;
  if (before.status === 'RETIRED') return false;
  throw new RefusalError('KEY_NOT_ACTIVE', { kid: change.kid, status: before.status });
}

/**
 * Requires that a batch makes sense and that its key is in use.
 *
 * @throws RefusalError INVALID_DOCUMENT, KEY_UNKNOWN, KEY_NOT_ACTIVE
 */
export function requireRecordable(
  { kid, validFrom, validUntil, copies }: CredentialBatch,
  key: IssuerKey | undefined,
  keyStatus: IssuerKeyStatusChange | undefined,
): void {
  if (validUntil <= validFrom || validUntil - validFrom > VALIDITY_MAX) {
    throw invalid('credential-batch', {
      path: '/validUntil',
      message: 'no period, or longer than five years',
    });
  }
  if (new Set(copies.map(({ recordId }) => recordId)).size !== copies.length) {
    throw invalid('credential-batch', { path: '/copies', message: 'a record twice' });
  }
  if (!key) throw new RefusalError('KEY_UNKNOWN', { kid });
  if (keyStatus) throw new RefusalError('KEY_NOT_ACTIVE', { kid, status: keyStatus.status });
}

/**
 * The status records that a request comes to; those that stand already are left out.
 *
 * @param before what stands of each item
 * @throws RefusalError CREDENTIAL_UNKNOWN when the batch does not list one; STATUS_FINAL when one was revoked;
 *   INVALID_DOCUMENT when one is named twice
 */
export function changedStatuses(
  { issuer, batchId, items }: StatusRequest,
  { copies }: CredentialBatch,
  before: readonly (CredentialStatusRecord | undefined)[],
): CredentialStatusRecord[] {
  const listed = new Set(copies.map(({ recordId }) => recordId));
  if (new Set(items.map(({ recordId }) => recordId)).size !== items.length) {
    throw invalid('credential-status-request', { path: '/items', message: 'a record twice' });
  }
  return items.flatMap(({ recordId, status, reason }, i): CredentialStatusRecord[] => {
    if (!listed.has(recordId)) throw new RefusalError('CREDENTIAL_UNKNOWN', { recordId });
    const standing = before[i]?.status;
    if (standing === status) return [];
    if (standing === 'REVOKED') throw new RefusalError('STATUS_FINAL', { recordId, status: standing });
    return [{ type: 'credential-status', version: 1, issuer, batchId, recordId, status, reason }];
  });
}

/**
 * The tags that a request burns. Whoever asks with keys of which none fits is told the same as one who names a batch
 * that is not there.
 *
 * @throws RefusalError KILL_REFUSED
 */
export function tagsToBurn({ killKeys }: KillRequest, batch: CredentialBatch | undefined): string[] {
  const tags = [...new Set(killKeys.map((key) => killTagOf(Buffer.from(key, 'hex'))))];
  const listed = new Set(batch?.copies.map(({ killTag }) => killTag));
  if (!tags.some((tag) => listed.has(tag))) throw new RefusalError('KILL_REFUSED', {});
  return tags;
}
