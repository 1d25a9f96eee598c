import { createHash, createHmac, hash } from 'node:crypto';
import { canonicalJson } from './canonical';

/** SHA-256 (FIPS 180-4) of the given bytes, one after the other; text counts as UTF-8. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const [first = '', ...others] = parts;
  if (others.length === 0) return hash('sha256', first, 'buffer');
  const hashing = createHash('sha256').update(first);
  for (const part of others) hashing.update(part);
  return hashing.digest();
}

/** {@link sha256} in lower-case hexadecimal, 64 characters. */
export function sha256Hex(...parts: readonly (string | Uint8Array)[]): string {
  const [first = '', ...others] = parts;
  return others.length === 0 ? hash('sha256', first, 'hex') : sha256(...parts).toString('hex');
}

/** HMAC-SHA-256 (RFC 2104) of text or bytes under a key of any length. */
export function hmacSha256(key: Uint8Array, message: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

/** The hash by which a document is known: SHA-256 of its canonical form, in hexadecimal. */
export function hashOf(document: unknown): string {
  return sha256Hex(canonicalJson(document));
}
