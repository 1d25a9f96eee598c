import { sha256Hex } from '../format/hash';

const domain = 'jangbu:pseudonym:1\n';

/**
 * A holder's subject id at one firm: the same at every login there, another one at every other firm.
 *
 * @param firm member id of the firm
 * @param sub `sub` of the copy that the holder's wallet bound to the firm, as the credential has it
 * @returns SHA-256, 64 lower-case hexadecimal characters
 */
export function pseudonymOf(firm: string, sub: string): string {
  return sha256Hex(`${domain}${firm}\n${sub}`);
}
