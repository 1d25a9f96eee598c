import { Type, type Static } from '@sinclair/typebox';
import { ErasureAttestation, LoginConsent } from '../documents/logins';
import { Checker } from '../schema/checker';
import { Bytes32, closed, MemberId } from '../schema/fields';

/** So many consents are recorded, or erased, by one transaction. */
export const CONSENTS_MAX = 100;

export const ConsentRequest = closed({
  type: Type.Literal('consent-request'),
  version: Type.Literal(1),
  firm: MemberId,
  consents: Type.Array(LoginConsent, { minItems: 1, maxItems: CONSENTS_MAX }),
});
export type ConsentRequest = Static<typeof ConsentRequest>;

export const ErasureRequest = closed({
  type: Type.Literal('erasure-request'),
  version: Type.Literal(1),
  attestation: ErasureAttestation,
  /** Ids of the consents to be purged. */
  consents: Type.Array(Bytes32, { maxItems: CONSENTS_MAX, uniqueItems: true }),
});
export type ErasureRequest = Static<typeof ErasureRequest>;
export const consentRequestChecker = new Checker(ConsentRequest);
export const erasureRequestChecker = new Checker(ErasureRequest);
