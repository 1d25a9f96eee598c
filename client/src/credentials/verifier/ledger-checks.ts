import type { ReadCredential } from '../format/credential';
import type { CredentialRecord, CredentialStatus, RegisteredKey } from '../format/credential-registry';
import type { RejectionReason } from '../format/rejection';

const BY_STATUS: Readonly<Record<CredentialStatus, readonly RejectionReason[]>> = {
  ACTIVE: [],
  SUSPENDED: ['SUSPENDED'],
  REVOKED: ['REVOKED'],
  KILLED: ['KILLED'],
};

/** Whether a record stands in an earlier block than the first one that doesn't count. */
function isBefore(record: CredentialRecord | undefined, from: number): boolean {
  return record !== undefined && record.block < from;
}

/**
 * What a retired key signed while it was in use stands: the contract records nothing of it afterwards.
 * What a compromised one signed is judged by the block that recorded it, never by a date that the
 * signer could choose.
 */
function issuersWord(key: RegisteredKey, record: CredentialRecord | undefined): RejectionReason[] {
  switch (key.status) {
    case 'ACTIVE':
    case 'ENDED':
      return [];
    case 'RETIRED':
      return record ? [] : ['ISSUER_KEY_RETIRED'];
    case 'COMPROMISED':
      return isBefore(record, key.compromisedFrom ?? 0) ? [] : ['ISSUER_KEY_COMPROMISED'];
  }
}

/** The members' word comes first: nothing that an issuer says of its key softens it. */
function keyStatusProblems(key: RegisteredKey, record: CredentialRecord | undefined): RejectionReason[] {
  const { endedFrom } = key;
  const ended = endedFrom !== undefined && !isBefore(record, endedFrom);
  return ended ? ['ISSUER_KEY_ENDED'] : issuersWord(key, record);
}

/** What speaks against the key that a credential says it is signed by. */
export function issuerKeyProblems(
  key: RegisteredKey | undefined,
  record: CredentialRecord | undefined,
): RejectionReason[] {
  return key ? keyStatusProblems(key, record) : ['ISSUER_KEY_UNKNOWN'];
}

/** What the ledger's record says against a credential. */
export function recordProblems(
  { kid, payload }: ReadCredential,
  record: CredentialRecord | undefined,
): readonly RejectionReason[] {
  if (!record) return ['NOT_RECORDED'];
  const agrees = record.kid === kid && record.validFrom === payload.nbf && record.validUntil === payload.exp;
  return agrees ? BY_STATUS[record.status] : [...BY_STATUS[record.status], 'RECORD_MISMATCH'];
}

/** What the time says against a credential. @param now milliseconds since 1970 */
export function validityProblems({ payload }: ReadCredential, now: number): RejectionReason[] {
  const seconds = now / 1000;
  if (seconds < payload.nbf) return ['NOT_YET_VALID'];
  return seconds >= payload.exp ? ['EXPIRED'] : [];
}
