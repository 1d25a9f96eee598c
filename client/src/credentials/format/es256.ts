import { fromBase64Url, isSignatureInRange } from '@jangbu/model';
import type { PublicJwk } from '@jangbu/model';
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { bareJwk } from './signing-key';

const SIGNATURE_BYTES = 64;

/**
 * The key, ready to verify with.
 *
 * @returns undefined when the point is not on the curve
 */
export function importKey(jwk: PublicJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: bareJwk(jwk), format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** How a signature fared. */
export type SignatureOutcome = 'GOOD' | 'MALFORMED' | 'WRONG';

/**
 * Verifies ES256 (RFC 7518 §3.4). Both values of s pass: browsers make either, and nothing is keyed by a
 * signature's bytes.
 *
 * @param signature base64url of 64 bytes r‖s; anything else is MALFORMED
 */
export function verifySignature(key: KeyObject, signingInput: string, signature: string): SignatureOutcome {
  const bytes = fromBase64Url(signature);
  if (bytes?.length !== SIGNATURE_BYTES || !isSignatureInRange(bytes)) return 'MALFORMED';
  const good = verify('sha256', Buffer.from(signingInput), { key, dsaEncoding: 'ieee-p1363' }, bytes);
  return good ? 'GOOD' : 'WRONG';
}
