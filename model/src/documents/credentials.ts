import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import {
  Bytes32,
  Bytes64,
  ClientId,
  closed,
  MemberId,
  oneOf,
  Seconds,
  Sha256Hex,
  WholeNumber,
} from '../schema/fields';

/** A batch lists at most so many copies. */
export const COPIES_MAX = 1000;
/** A credential is valid for at most so long, in seconds: five years. */
export const VALIDITY_MAX = 5 * 366 * 86_400;

/** What an issuer's key signs to show that whoever registers it has it. */
export interface IssuerKeyProof {
  readonly type: 'issuer-key-proof';
  readonly version: 1;
  readonly channel: string;
  readonly issuer: string;
  readonly iss: string;
  readonly kid: string;
}

/** A key with which a member signs credentials. Recorded once. */
export const IssuerKey = closed({
  type: Type.Literal('issuer-key'),
  version: Type.Literal(1),
  issuer: MemberId,
  /** `iss` of what it signs: the member's HTTPS URL. */
  iss: Type.String({
    pattern: '^https://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?$',
    maxLength: 200,
  }),
  /** RFC 7638 thumbprint (SHA-256) of the key. */
  kid: Bytes32,
  /** The point on P-256. */
  x: Bytes32,
  y: Bytes32,
  /** ES256 (RFC 7518 §3.4) by this key over the canonical form of {@link IssuerKeyProof}, base64url. */
  proof: Bytes64,
});
export type IssuerKey = Static<typeof IssuerKey>;

/** That a key is no longer used, or in a stranger's hands. COMPROMISED is final. */
export const IssuerKeyStatusChange = closed({
  type: Type.Literal('issuer-key-status'),
  version: Type.Literal(1),
  issuer: MemberId,
  kid: Bytes32,
  status: oneOf('RETIRED', 'COMPROMISED'),
  /** Height of the first block whose records of this key don't count; with COMPROMISED only. */
  compromisedFrom: Type.Optional(WholeNumber),
});
export type IssuerKeyStatusChange = Static<typeof IssuerKeyStatusChange>;

/** Copies of credentials, as all members see them: hashes only. Recorded once. */
export const CredentialBatch = closed({
  type: Type.Literal('credential-batch'),
  version: Type.Literal(1),
  issuer: MemberId,
  batchId: ClientId,
  kid: Bytes32,
  validFrom: Seconds,
  validUntil: Seconds,
  copies: Type.Array(closed({ recordId: Sha256Hex, killTag: Sha256Hex }), {
    minItems: 1,
    maxItems: COPIES_MAX,
  }),
});
export type CredentialBatch = Static<typeof CredentialBatch>;

/** Why an issuer suspends or revokes. */
export const StatusReason = oneOf(
  'HOLDER_ASKED',
  'DEVICE_LOST',
  'KEY_COMPROMISED',
  'IDENTITY_WRONG',
  'RENEWED',
  'REISSUED',
  'RULE',
);
export type StatusReason = Static<typeof StatusReason>;

/** The status of one copy; without it the copy is active. */
export const CredentialStatusRecord = closed({
  type: Type.Literal('credential-status'),
  version: Type.Literal(1),
  issuer: MemberId,
  batchId: ClientId,
  recordId: Sha256Hex,
  status: oneOf('SUSPENDED', 'REVOKED'),
  reason: StatusReason,
});
export type CredentialStatusRecord = Static<typeof CredentialStatusRecord>;

/** A tag whose key has been shown. */
export const BurntTag = closed({
  type: Type.Literal('burnt-tag'),
  version: Type.Literal(1),
  tag: Sha256Hex,
});
export type BurntTag = Static<typeof BurntTag>;

/** Says nothing but that its member's peer sees the orderers' blocks, at the time that its client signed. */
export const Heartbeat = closed({
  type: Type.Literal('heartbeat'),
  version: Type.Literal(1),
  member: MemberId,
});
export type Heartbeat = Static<typeof Heartbeat>;

export const issuerKeyChecker = new Checker(IssuerKey);
export const issuerKeyStatusChecker = new Checker(IssuerKeyStatusChange);
export const credentialBatchChecker = new Checker(CredentialBatch);
export const credentialStatusChecker = new Checker(CredentialStatusRecord);
export const burntTagChecker = new Checker(BurntTag);
export const heartbeatChecker = new Checker(Heartbeat);
