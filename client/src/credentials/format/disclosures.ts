import { sha256, toBase64Url } from '@jangbu/model';
import { randomBytes } from 'node:crypto';
import { Rejected } from './rejection';
import { readStrictJson } from './strict-json';

const SALT_BYTES = 16;

/** One claim as it is handed out: base64url of `[salt, name, value]` (RFC 9901 §4.2.1). */
export function newDisclosure(name: string, value: unknown): string {
  return toBase64Url(JSON.stringify([randomBytes(SALT_BYTES).toString('base64url'), name, value]));
}

/** Digest of a disclosure, as `_sd` lists it (RFC 9901 §4.2.3). */
export function digestOf(disclosure: string): string {
  return sha256(disclosure).toString('base64url');
}

/** A digest of nothing, which looks like any other (RFC 9901 §4.2.7). */
export function decoyDigest(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Name and value of a disclosed claim.
 *
 * @throws Rejected when it is malformed
 */
export function readDisclosure(disclosure: string): { readonly name: string; readonly value: unknown } {
  const content = readStrictJson(disclosure);
  if (!Array.isArray(content) || content.length !== 3) throw new Rejected('DISCLOSURE_MALFORMED');
  const [salt, name, value] = content as readonly unknown[];
  if (typeof salt !== 'string' || typeof name !== 'string') throw new Rejected('DISCLOSURE_MALFORMED');
  return { name, value };
}

/**
 * The claims that a presentation discloses, by name.
 *
 * @param signed digests that the issuer signed
 * @throws Rejected when a disclosure is malformed, repeated, or not among the digests
 */
export function readDisclosures(
  disclosures: readonly string[],
  signed: readonly string[],
): ReadonlyMap<string, unknown> {
  const claims = new Map<string, unknown>();
  for (const disclosure of disclosures) {
    if (!signed.includes(digestOf(disclosure))) throw new Rejected('DISCLOSURE_NOT_SIGNED');
    const { name, value } = readDisclosure(disclosure);
    if (claims.has(name)) throw new Rejected('DISCLOSURE_REPEATED');
    claims.set(name, value);
  }
  return claims;
}
