import type { ReadCredential } from '../format/credential';
import type { CredentialRecord, CredentialStatus, RegisteredKey } from '../format/credential-registry';
import type { RejectionReason } from '../format/rejection';

const BY_STATUS: Readonly<Record<CredentialStatus, readonly RejectionReason[]>> = {
  ACTIVE: [],
  SUSPENDED: ['SUSPENDED'],
  REVOKED: ['REVOKED'],
  KILLED: ['KILLED'],
};

/**
 * What a retired key signed while it was in use stands: the contract records nothing of it afterwards.
 * What a compromised one signed is judged by the block that recorded it, never by a date that the
 * signer could choose.
 */
function keyStatusProblems(key: RegisteredKey, record: CredentialRecord | undefined): RejectionReason[] {
  switch (key.status) {
    case 'ACTIVE':
      return [];
    case 'RETIRED':
      return record ? [] : ['ISSUER_KEY_RETIRED'];
    case 'COMPROMISED':
      return record && record.block < (key.compromisedFrom ?? 0) ? [] : ['ISSUER_KEY_COMPROMISED'];
  }
}

/** What speaks against the key that a credential says it is signed by. */
export function issuerKeyProblems(
  { payload }: ReadCredential,
  key: RegisteredKey | undefined,
  record: CredentialRecord | undefined,
): RejectionReason[] {
  if (!key) return ['ISSUER_KEY_UNKNOWN'];
  const problems = keyStatusProblems(key, record);
  return payload.iss === key.iss ? problems : [...problems, 'ISSUER_MISMATCH'];
}

/** What the ledger's record says against a credential. */
export function recordProblems(
  { kid, payload }: ReadCredential,
  key: RegisteredKey | undefined,
  record: CredentialRecord | undefined,
): readonly RejectionReason[] {
  if (!record) return ['NOT_RECORDED'];
  const agrees =
    record.kid === kid &&
    record.validFrom === payload.nbf &&
    record.validUntil === payload.exp &&
    (!key || record.issuer === key.issuer);
  return agrees ? BY_STATUS[record.status] : [...BY_STATUS[record.status], 'RECORD_MISMATCH'];
}

/** What the time says against a credential. @param now milliseconds since 1970 */
export function validityProblems({ payload }: ReadCredential, now: number): RejectionReason[] {
  const seconds = now / 1000;
  if (seconds < payload.nbf) return ['NOT_YET_VALID'];
  return seconds >= payload.exp ? ['EXPIRED'] : [];
}
