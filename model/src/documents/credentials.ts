import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import {
  BlockHeight,
  Bytes32,
  Bytes64,
  ClientId,
  closed,
  MemberId,
  oneOf,
  Seconds,
  Sha256Hex,
} from '../schema/fields';
import { GrantNumber, IssuerUrl } from './issuing';

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
  readonly grant: number;
  readonly kid: string;
}

/** A key with which a member signs credentials. Recorded once. */
export const IssuerKey = closed({
  type: Type.Literal('issuer-key'),
  version: Type.Literal(1),
  issuer: MemberId,
  /** `iss` of what it signs: the URL that the members granted. */
  iss: IssuerUrl,
  /** Under which of its grants the member uses it: the key ends with the grant. */
  grant: GrantNumber,
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
  compromisedFrom: Type.Optional(BlockHeight),
});
export type IssuerKeyStatusChange = Static<typeof IssuerKeyStatusChange>;

/**
 * That the members ended a key by vote, whatever its issuer says of it: nothing more is recorded under it. The earliest
 * block that a vote has named holds.
 */
export const IssuerKeyEnd = closed({
  type: Type.Literal('issuer-key-end'),
  version: Type.Literal(1),
  issuer: MemberId,
  kid: Bytes32,
  /** Height of the first block whose records of this key don't count; without it all that stand count. */
  from: Type.Optional(BlockHeight),
});
export type IssuerKeyEnd = Static<typeof IssuerKeyEnd>;

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

/** That a kill secret has been shown: every copy with a tag that derives from it (`killTagsOf`) is dead. */
export const KilledSet = closed({
  type: Type.Literal('killed-set'),
  version: Type.Literal(1),
  /** 32 bytes, hexadecimal. */
  secret: Sha256Hex,
});
export type KilledSet = Static<typeof KilledSet>;

/** Says nothing but that its member's peer sees the orderers' blocks, at the time that its client signed. */
export const Heartbeat = closed({
  type: Type.Literal('heartbeat'),
  version: Type.Literal(1),
  member: MemberId,
});
export type Heartbeat = Static<typeof Heartbeat>;

export const issuerKeyChecker = new Checker(IssuerKey);
export const issuerKeyStatusChecker = new Checker(IssuerKeyStatusChange);
export const issuerKeyEndChecker = new Checker(IssuerKeyEnd);
export const credentialBatchChecker = new Checker(CredentialBatch);
export const credentialStatusChecker = new Checker(CredentialStatusRecord);
export const killedSetChecker = new Checker(KilledSet);
export const heartbeatChecker = new Checker(Heartbeat);
