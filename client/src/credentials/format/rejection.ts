/** Every reason for which a presentation is refused, and what it says. */
export const REJECTIONS = {
  TOO_LARGE: 'the presentation is larger than any of ours',
  MALFORMED: 'the presentation is no SD-JWT with key binding: its parts, encoding or JSON are wrong',
  TOO_DEEP: 'JSON in the presentation is nested deeper than the profile needs',
  DUPLICATE_MEMBER: 'a JSON object in the presentation has two members of one name',
  TOO_MANY_DISCLOSURES: 'the presentation has more disclosures than the type has claims',
  ALGORITHM_NOT_ALLOWED: 'a header names another algorithm than ES256',
  TOKEN_TYPE_WRONG: 'a header has another typ than the profile demands',
  CREDENTIAL_TYPE_UNKNOWN: 'the credential is of another type',
  PROFILE_MISMATCH: 'the credential does not fit the wire profile',
  ISSUER_KEY_UNKNOWN: 'the member to which its issuer URL was granted registered no such key',
  ISSUER_KEY_RETIRED: 'the issuer retired the key, and the credential was not recorded before',
  ISSUER_KEY_COMPROMISED: 'the credential was recorded after its key had fallen into strange hands',
  ISSUER_KEY_ENDED: 'the members ended the key, and the credential was not recorded before',
  ISSUER_SIGNATURE_MALFORMED: "the issuer's signature is not 64 bytes r‖s in range",
  ISSUER_SIGNATURE_WRONG: "the issuer's signature is not by its key over this content",
  NOT_RECORDED: 'the issuer has not recorded the credential on the ledger',
  RECORD_MISMATCH: 'the record on the ledger tells another key or validity',
  SUSPENDED: 'the issuer suspended the credential',
  REVOKED: 'the issuer revoked the credential',
  KILLED: 'the holder ended the credential by the recovery code',
  REGISTRY_STALE: 'the view of the ledger is older than the bound, so the status is not known',
  NOT_YET_VALID: 'the credential is not valid yet',
  EXPIRED: 'the credential is no longer valid',
  DISCLOSURE_MALFORMED: 'a disclosure is not a salt, a name and a value',
  DISCLOSURE_REPEATED: 'a claim is disclosed twice',
  DISCLOSURE_NOT_SIGNED: 'the issuer did not sign the digest of a disclosure',
  CLAIM_UNFIT: 'a disclosed claim is not one of the type, or its value does not fit',
  CLAIM_MISSING: 'a claim that the verifier asked for is not disclosed',
  KEY_BINDING_MISSING: 'the key-binding JWT is missing',
  KEY_BINDING_UNFIT: 'the key-binding JWT does not fit the wire profile',
  KEY_BINDING_TOO_OLD: 'the key-binding JWT is older than 120 seconds',
  KEY_BINDING_IN_FUTURE: 'the key-binding JWT is dated more than 30 seconds ahead',
  AUDIENCE_WRONG: 'the presentation was made for another verifier',
  NONCE_WRONG: 'the presentation answers another request',
  NONCE_UNKNOWN: 'this verifier did not give out the nonce, or too long ago',
  REPLAYED: 'a presentation with this nonce was accepted before',
  PRESENTATION_CHANGED: 'the holder signed another presentation than this one',
  CONSENT_MISMATCH: 'the holder did not agree to exactly what was asked',
  HOLDER_KEY_UNFIT: 'the credential is bound to something that is no P-256 public key',
  HOLDER_SIGNATURE_MALFORMED: "the holder's signature is not 64 bytes r‖s in range",
  HOLDER_SIGNATURE_WRONG: "the holder's signature is not by the key that the credential is bound to",
} as const;

/** Why a presentation is refused. */
export type RejectionReason = keyof typeof REJECTIONS;

/** Ends the reading of a presentation that cannot be read further. Never leaves the verifier. */
export class Rejected extends Error {
  readonly reason: RejectionReason;

  constructor(reason: RejectionReason) {
    super(REJECTIONS[reason]);
    this.reason = reason;
  }
}
