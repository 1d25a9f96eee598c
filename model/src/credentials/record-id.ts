import { sha256Hex } from '../format/hash';

/** `vct` of the consortium's one credential type (SD-JWT VC): an investor whose identity a member confirmed. */
export const identifiedInvestorType = 'urn:kofia:jangbu:identified-investor:1';

const recordDomain = 'jangbu:credential-record:1\n';
const killDomain = 'jangbu:kill-tag:1\n';

/**
 * The name under which one copy of a credential stands on the ledger. It is made of what the issuer
 * signed and never of the signature's bytes: a P-256 signature can be rewritten by anyone (s and n - s
 * are both valid), what was signed cannot.
 *
 * @param signingInput The issuer-signed JWT without its signature: `header.payload`, both base64url (RFC 7515 §5.1).
 * @returns SHA-256, 64 lower-case hexadecimal characters.
 */
export function recordIdOf(signingInput: string): string {
  return sha256Hex(recordDomain + signingInput);
}

/**
 * The tag that stands beside a copy on the ledger: who shows the key whose hash it is ends the copy.
 *
 * @param killKey 32 bytes, derived from the holder's recovery code.
 * @returns SHA-256, 64 lower-case hexadecimal characters.
 */
export function killTagOf(killKey: Uint8Array): string {
  return sha256Hex(killDomain, killKey);
}
