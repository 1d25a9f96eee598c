import { sha256Hex } from '../format/hash';

const domain = 'jangbu:pseudonym:2\n';

/**
 * A holder's subject id at one firm: the same at every login there, another one at every other firm, and with
 * every other issuer: a subject says who it is to its issuer alone, as `sub` does beside `iss` (OpenID Connect Core §2).
 *
 * @param firm member id of the firm
 * @param issuer member id of the issuer; no issuer can make copies that become another's pseudonyms
 * @param sub `sub` of the copy that the holder's wallet bound to the firm, as the credential has it
 * @returns SHA-256, 64 lower-case hexadecimal characters
 */
export function pseudonymOf(firm: string, issuer: string, sub: string): string {
  return sha256Hex(`${domain}${firm}\n${issuer}\n${sub}`);
}
