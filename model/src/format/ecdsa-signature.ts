import { p256 } from '@noble/curves/nist.js';

type Signature = ReturnType<typeof p256.Signature.fromBytes>;

const COMPACT_BYTES = 64;
const ORDER = p256.Point.Fn.ORDER;
const ORDER_BYTES = Buffer.from(ORDER.toString(16), 'hex');

/** @throws RangeError when the bytes are no two numbers from 1 up to the group's order, without it */
function read(signature: Uint8Array): Signature {
  try {
    return p256.Signature.fromBytes(signature, signature.length === COMPACT_BYTES ? 'compact' : 'der');
  } catch (cause) {
    throw new RangeError('not an ECDSA signature over P-256: neither 64 bytes r‖s nor DER', { cause });
  }
}

/**
 * A P-256 signature as Fabric wants it: DER (RFC 3279, section 2.2.3) with the lower of the two values of s that
 * verify (s and n − s), so that nobody can make a second valid signature from one that he saw.
 *
 * @param signature 64 bytes r‖s (IEEE P1363), as node:crypto, WebCrypto and PKCS#11 give it, or DER
 * @throws RangeError when it is neither
 */
export function fabricSignature(signature: Uint8Array): Uint8Array {
  const given = read(signature);
  const low = given.hasHighS() ? new p256.Signature(given.r, ORDER - given.s) : given;
  return low.toBytes('der');
}

/**
 * A P-256 signature as JOSE wants it: 64 bytes r‖s (RFC 7518, section 3.4). s is left as it is.
 *
 * @param signature 64 bytes r‖s (IEEE P1363), or DER
 * @throws RangeError when it is neither
 */
export function joseSignature(signature: Uint8Array): Uint8Array {
  return read(signature).toBytes('compact');
}

/**
 * Whether 64 bytes r‖s hold two numbers from 1 up to the group's order, without it (FIPS 186-5, section 6.4.2). Compares
 * bytes: it stands before each verification, where parsing numbers would cost a tenth of one.
 */
export function isSignatureInRange(signature: Uint8Array): boolean {
  if (signature.length !== COMPACT_BYTES) return false;
  const scalars = [signature.subarray(0, COMPACT_BYTES / 2), signature.subarray(COMPACT_BYTES / 2)];
  return scalars.every((bytes) => Buffer.compare(bytes, ORDER_BYTES) < 0 && bytes.some((byte) => byte !== 0));
}

/** Whether s of a signature is at most half of the group's order, as Fabric demands of certificates, too. */
export function hasLowS(signature: Uint8Array): boolean {
  return !read(signature).hasHighS();
}
