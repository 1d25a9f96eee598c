import { createPublicKey, verify } from 'node:crypto';
import {
  canonicalJson,
  earlierOf,
  fromBase64Url,
  killTagsOf,
  RefusalError,
  thumbprintOf,
  VALIDITY_MAX,
  type CredentialBatch,
  type CredentialStatusRecord,
  type IssuerGrant,
  type IssuerKey,
  type IssuerKeyEnd,
  type IssuerKeyProof,
  type IssuerKeyStatusChange,
  type Issuing,
  type KillRequest,
  type LedgerMember,
  type StatusRequest,
} from '@jangbu/model';
import { invalid } from '../../documents/parse';

/** A key with what has become of it, by its issuer's word and by the members' vote, as far as it is registered. */
export interface FoundKey {
  readonly key: IssuerKey | undefined;
  readonly status: IssuerKeyStatusChange | undefined;
  readonly end: IssuerKeyEnd | undefined;
}

function hasKey(key: IssuerKey, channel: string): boolean {
  const { issuer, iss, grant, kid, x, y, proof } = key;
  const signed: IssuerKeyProof = { type: 'issuer-key-proof', version: 1, channel, issuer, iss, grant, kid };
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
 * The grant under which a member issues.
 *
 * @throws RefusalError NOT_AN_ISSUER
 */
export function requireGrant({ id, issuing }: LedgerMember): IssuerGrant {
  if (!issuing?.inForce) throw new RefusalError('NOT_AN_ISSUER', { member: id });
  return issuing.inForce;
}

/**
 * Whether a key is registered already: the same key with the same meaning, whatever the proof's bytes.
 *
 * @throws RefusalError ISS_NOT_GRANTED; KEY_NOT_ACTIVE when it was registered under a grant that has ended;
 *   INVALID_DOCUMENT when it names another grant than the one in force
 */
export function isRegistered(key: IssuerKey, found: IssuerKey | undefined, granted: IssuerGrant): boolean {
  if (key.iss !== granted.iss)
    throw new RefusalError('ISS_NOT_GRANTED', { iss: key.iss, granted: granted.iss });
  if (found && found.grant !== granted.grant) {
    throw new RefusalError('KEY_NOT_ACTIVE', { kid: key.kid, status: 'ENDED' });
  }
  if (key.grant !== granted.grant) {
    throw invalid('issuer-key', { path: '/grant', message: `not the grant in force, ${granted.grant}` });
  }
  return found !== undefined;
}

/**
 * Requires that a key is in use: registered under the grant in force, and neither its issuer nor a vote has ended it.
 *
 * @throws RefusalError KEY_UNKNOWN, KEY_NOT_ACTIVE
 */
function requireInUse(kid: string, { key, status, end }: FoundKey, granted: IssuerGrant): void {
  if (!key) throw new RefusalError('KEY_UNKNOWN', { kid });
  if (status) throw new RefusalError('KEY_NOT_ACTIVE', { kid, status: status.status });
  if (end || key.grant !== granted.grant) throw new RefusalError('KEY_NOT_ACTIVE', { kid, status: 'ENDED' });
}

/** What a query tells of a key that the members have ended, by itself or with its grant; null of one they have not. */
export function endOf(
  key: IssuerKey,
  end: IssuerKeyEnd | undefined,
  issuing: Issuing | undefined,
): { readonly from?: number } | null {
  const grant = issuing?.ended.find((each) => each.grant === key.grant);
  if (!end && !grant) return null;
  const from = earlierOf(end?.from, grant?.from);
  return from === undefined ? {} : { from };
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
  key: FoundKey,
  granted: IssuerGrant,
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
  requireInUse(kid, key, granted);
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
 * Requires that a secret ends a copy of the batch. Whoever asks with one that doesn't is told the same as one who names
 * a batch that is not there. One that is good for nothing recorded is refused, so that nobody fills the ledger with
 * secrets that he makes up.
 *
 * @throws RefusalError KILL_REFUSED
 */
export function requireKill({ secret }: KillRequest, batch: CredentialBatch | undefined): void {
  const tags = new Set(killTagsOf(Buffer.from(secret, 'hex')).flat());
  if (!batch?.copies.some(({ killTag }) => tags.has(killTag))) throw new RefusalError('KILL_REFUSED', {});
}
