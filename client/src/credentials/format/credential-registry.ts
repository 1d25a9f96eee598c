import type { JsonWebKey } from 'node:crypto';

/**
 * What became of an issuer's key: in use; no longer used, what it signed stands; in a stranger's hands; ended by the
 * members, or with its issuer's grant.
 */
export type IssuerKeyStatus = 'ACTIVE' | 'RETIRED' | 'COMPROMISED' | 'ENDED';

/** An issuer's signing key as the ledger knows it. */
export interface RegisteredKey {
  /** Member id of the issuer. */
  readonly issuer: string;
  /** The issuer's HTTPS URL, `iss` of what this key signs. */
  readonly iss: string;
  /** RFC 7638 thumbprint (SHA-256, base64url) of the key. */
  readonly kid: string;
  /** Public P-256 key, RFC 7517. */
  readonly jwk: JsonWebKey;
  readonly status: IssuerKeyStatus;
  /** Height of the first block whose records of this key don't count, when it is COMPROMISED. */
  readonly compromisedFrom?: number;
  /** The same by the members' vote, whatever the issuer says. */
  readonly endedFrom?: number;
}

/** What became of one copy of a credential. REVOKED and KILLED are final. */
export type CredentialStatus = 'ACTIVE' | 'SUSPENDED' | 'REVOKED' | 'KILLED';

/** One copy of a credential as the ledger knows it. */
export interface CredentialRecord {
  /** `recordIdOf` what the issuer signed. */
  readonly recordId: string;
  /** Member id of the issuer that recorded it. */
  readonly issuer: string;
  readonly batchId: string;
  readonly kid: string;
  /** Height of the block that recorded it. */
  readonly block: number;
  /** Seconds since 1970 (NumericDate, RFC 7519 §2), as in the batch. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly status: CredentialStatus;
}

/**
 * What a verifier asks of the ledger: answered from memory, without a call to any peer, by the mirror
 * that follows the verifier's own peer (and by tables in tests).
 */
export interface CredentialRegistry {
  /** The key of that thumbprint by the member to which the URL was granted; undefined where it registered none. */
  issuerKey(iss: string, kid: string): RegisteredKey | undefined;
  /** The issuer's record of that id, or undefined where no batch of its own lists it. */
  record(issuer: string, recordId: string): CredentialRecord | undefined;
  /**
   * How old this view of the ledger is.
   *
   * @param now Milliseconds since 1970 by the verifier's clock.
   * @returns Milliseconds, zero or more; Infinity while it is not known.
   */
  ageAt(now: number): number;
}
