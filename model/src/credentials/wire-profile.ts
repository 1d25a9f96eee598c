import { Type, type Static } from '@sinclair/typebox';
import { Bytes32 } from '../schema/fields';
import { identifiedInvestorType } from './record-id';

/** `typ` of the issuer-signed JWT (SD-JWT VC draft §2.2.1). */
export const CREDENTIAL_JWT_TYPE = 'dc+sd-jwt';
/** `typ` of the key-binding JWT (RFC 9901 §4.3). */
export const KEY_BINDING_JWT_TYPE = 'kb+jwt';
/** `typ` of a key proof (OpenID4VCI 1.0, appendix F.1). */
export const KEY_PROOF_JWT_TYPE = 'openid4vci-proof+jwt';
/** The one signature algorithm (RFC 7518 §3.4): never chosen by what is being verified. */
export const SIGNATURE_ALGORITHM = 'ES256';

/** Digests in `_sd` of a credential that we issue, decoys among them: how many claims there are is not told. */
export const DIGESTS_A_COPY = 12;

const NumericDate = Type.Integer({ minimum: 0, maximum: 253_402_300_799 });

/** A public P-256 key (RFC 7517, RFC 7518 §6.2.1). Members that are not of the key are passed over, `d` is not. */
export const PublicJwk = Type.Object({
  kty: Type.Literal('EC'),
  crv: Type.Literal('P-256'),
  x: Bytes32,
  y: Bytes32,
  d: Type.Optional(Type.Never()),
});
export type PublicJwk = Static<typeof PublicJwk>;

/** Where a copy stands in the issuer's IETF Token Status List (§6.1). */
export const StatusReference = Type.Object({
  idx: Type.Integer({ minimum: 0, maximum: 0xffff_ffff }),
  uri: Type.String({ pattern: '^https://', maxLength: 500 }),
});
export type StatusReference = Static<typeof StatusReference>;

/** Header of the issuer-signed JWT. */
export const CredentialHeader = Type.Object({
  alg: Type.Literal(SIGNATURE_ALGORITHM),
  typ: Type.Literal(CREDENTIAL_JWT_TYPE),
  kid: Bytes32,
  crit: Type.Optional(Type.Never()),
});
export type CredentialHeader = Static<typeof CredentialHeader>;

/** Payload of the issuer-signed JWT: what is never selectively disclosable, and the digests of what is. */
export const CredentialPayload = Type.Object({
  iss: Type.String({ pattern: '^https://', maxLength: 300 }),
  vct: Type.Literal(identifiedInvestorType),
  sub: Bytes32,
  nbf: NumericDate,
  exp: NumericDate,
  cnf: Type.Object({ jwk: PublicJwk }),
  status: Type.Object({ status_list: StatusReference }),
  _sd_alg: Type.Literal('sha-256'),
  /** Each once: readers look for that themselves, a schema's way of doing it costs as much as a signature. */
  _sd: Type.Array(Bytes32, { maxItems: 64 }),
});
export type CredentialPayload = Static<typeof CredentialPayload>;

/** Header of the key-binding JWT. */
export const KeyBindingHeader = Type.Object({
  alg: Type.Literal(SIGNATURE_ALGORITHM),
  typ: Type.Literal(KEY_BINDING_JWT_TYPE),
  crit: Type.Optional(Type.Never()),
});

/** Payload of the key-binding JWT (RFC 9901 §4.3; `transaction_data_hashes`: OpenID4VP 1.0, appendix B.3.3). */
export const KeyBindingPayload = Type.Object({
  iat: NumericDate,
  aud: Type.String({ minLength: 1, maxLength: 500 }),
  nonce: Type.String({ minLength: 1, maxLength: 200 }),
  sd_hash: Bytes32,
  transaction_data_hashes: Type.Optional(Type.Array(Bytes32, { minItems: 1, maxItems: 8 })),
  transaction_data_hashes_alg: Type.Optional(Type.Literal('sha-256')),
});
export type KeyBindingPayload = Static<typeof KeyBindingPayload>;

/** Header of a key proof. */
export const KeyProofHeader = Type.Object({
  alg: Type.Literal(SIGNATURE_ALGORITHM),
  typ: Type.Literal(KEY_PROOF_JWT_TYPE),
  jwk: PublicJwk,
  crit: Type.Optional(Type.Never()),
});

/** Payload of a key proof: OpenID4VCI's, and the kill tag of the copy that is asked for. */
export const KeyProofPayload = Type.Object({
  aud: Type.String({ maxLength: 500 }),
  iat: NumericDate,
  nonce: Type.String({ maxLength: 200 }),
  kill_tag: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
export type KeyProofPayload = Static<typeof KeyProofPayload>;
