import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { Bytes32, closed, MemberId, oneOf, Seconds, Sha256Hex } from '../schema/fields';

/** A use is anchored with those of the same hour. */
export const USE_INTERVAL_SECONDS = 3600;

/** The terms that an investor agreed to at a firm. */
export const TermsName = closed({
  /** The firm's own name of the terms, with their version. */
  id: Type.String({ pattern: '^[A-Za-z0-9._:/-]{1,100}$' }),
  /** SHA-256 of the text that was shown. */
  hash: Sha256Hex,
});
export type TermsName = Static<typeof TermsName>;

/**
 * That an investor agreed to a firm's terms: in that firm's own collection, and nowhere else. Its id is random, so
 * that the hash in the block tells nothing even to the issuer, who could work out the pseudonym.
 */
export const LoginConsent = closed({
  type: Type.Literal('login-consent'),
  version: Type.Literal(1),
  firm: MemberId,
  /** 256 random bits. */
  consentId: Bytes32,
  /** `pseudonymOf` the investor at this firm. */
  pseudonym: Sha256Hex,
  terms: TermsName,
  givenAt: Seconds,
  /** SHA-256 of the presentation, whose key binding signs the terms. The firm keeps the presentation itself. */
  presentation: Sha256Hex,
});
export type LoginConsent = Static<typeof LoginConsent>;

/** The root over all logins that a firm accepted in one hour. Recorded once, without their number. */
export const UseAnchor = closed({
  type: Type.Literal('use-anchor'),
  version: Type.Literal(1),
  firm: MemberId,
  /** Hours since 1970, UTC. */
  hour: Type.Integer({ minimum: 0, maximum: 70_389_527 }),
  root: Sha256Hex,
});
export type UseAnchor = Static<typeof UseAnchor>;

/** Where a firm says that it has erased, besides its collection. */
export const ErasedPlace = oneOf('READ_MODEL', 'LOGS', 'PRESENTATIONS', 'BACKUPS');
export type ErasedPlace = Static<typeof ErasedPlace>;

/** A firm's word that it has erased what it had of an investor. The investor gets the id; to others it is random. */
export const ErasureAttestation = closed({
  type: Type.Literal('erasure-attestation'),
  version: Type.Literal(1),
  firm: MemberId,
  erasureId: Bytes32,
  places: Type.Array(ErasedPlace, { maxItems: 4, uniqueItems: true }),
});
export type ErasureAttestation = Static<typeof ErasureAttestation>;

export const loginConsentChecker = new Checker(LoginConsent);
export const useAnchorChecker = new Checker(UseAnchor);
export const erasureAttestationChecker = new Checker(ErasureAttestation);
