import { Type, type Static } from '@sinclair/typebox';
import { StatusReason } from '../documents/credentials';
import { Checker } from '../schema/checker';
import { ClientId, closed, MemberId, oneOf, Sha256Hex } from '../schema/fields';

/** A request changes the statuses of at most so many copies. */
export const STATUSES_MAX = 100;

/** What an issuer changes of copies in one of its batches. */
export const StatusRequest = closed({
  type: Type.Literal('credential-status-request'),
  version: Type.Literal(1),
  issuer: MemberId,
  batchId: ClientId,
  items: Type.Array(
    closed({ recordId: Sha256Hex, status: oneOf('SUSPENDED', 'REVOKED'), reason: StatusReason }),
    { minItems: 1, maxItems: STATUSES_MAX },
  ),
});
export type StatusRequest = Static<typeof StatusRequest>;

/** Ends every copy whose tag derives from a secret, whoever recorded it and whenever. */
export const KillRequest = closed({
  type: Type.Literal('kill-request'),
  version: Type.Literal(1),
  /** A batch that lists a copy which the secret ends. */
  issuer: MemberId,
  batchId: ClientId,
  /** `killSecretOf` the holder's recovery code: 32 bytes, hexadecimal. */
  secret: Sha256Hex,
});
export type KillRequest = Static<typeof KillRequest>;
export const statusRequestChecker = new Checker(StatusRequest);
export const killRequestChecker = new Checker(KillRequest);
