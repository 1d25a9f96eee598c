/** Order of the P-256 group (SEC 2, section 2.4.2, "n"). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER >> 1n;
const SCALAR_BYTES = 32;
const ORDER_BYTES = Buffer.from(ORDER.toString(16), 'hex');

function scalar(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}

/**
 * The lower of the two values of s that verify (s and n − s). Fabric takes no other, so that nobody
 * can make a second valid signature from one that he saw.
 */
function lowS(s: Uint8Array): Uint8Array {
  const value = scalar(s);
  if (value <= HALF_ORDER) return s;
  return Buffer.from((ORDER - value).toString(16).padStart(2 * SCALAR_BYTES, '0'), 'hex');
}

/** An unsigned number as the content of a DER INTEGER: shortest form, never read as negative (X.690, 8.3). */
function derInteger(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = bytes.subarray(start);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.from([0x02, digits.length + sign.length, ...sign, ...digits]);
}

function toDer(r: Uint8Array, s: Uint8Array): Buffer {
  const content = Buffer.concat([derInteger(r), derInteger(lowS(s))]);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}

/** The content of the DER INTEGER at an offset, and where it ends. */
function readInteger(der: Uint8Array, offset: number): { readonly bytes: Uint8Array; readonly end: number } {
  const length = der[offset + 1] ?? 0;
  const end = offset + 2 + length;
  const fits = der[offset] === 0x02 && length > 0 && length <= SCALAR_BYTES + 1 && end <= der.length;
  if (!fits) throw new RangeError('not an ECDSA signature in DER');
  return { bytes: der.subarray(offset + 2, end), end };
}

interface Scalars {
  readonly r: Uint8Array;
  readonly s: Uint8Array;
}

function scalarsOf(signature: Uint8Array): Scalars {
  if (signature.length === 2 * SCALAR_BYTES) {
    return { r: signature.subarray(0, SCALAR_BYTES), s: signature.subarray(SCALAR_BYTES) };
  }
  if (signature[0] !== 0x30 || signature[1] !== signature.length - 2) {
    throw new RangeError('not an ECDSA signature: neither 64 bytes nor DER');
  }
  const r = readInteger(signature, 2);
  const s = readInteger(signature, r.end);
  if (s.end !== signature.length) throw new RangeError('not an ECDSA signature in DER');
  return { r: r.bytes, s: s.bytes };
}

/**
 * A P-256 signature as Fabric wants it: DER (RFC 3279, section 2.2.3) with low s.
 *
 * @param signature 64 bytes r‖s (IEEE P1363), as node:crypto, WebCrypto and PKCS#11 give it, or DER
 * @throws RangeError when it is neither
 */
export function fabricSignature(signature: Uint8Array): Uint8Array {
  const { r, s } = scalarsOf(signature);
  return toDer(r, s);
}

/**
 * A P-256 signature as JOSE wants it: 64 bytes r‖s (RFC 7518, section 3.4). s is left as it is.
 *
 * @param signature 64 bytes r‖s (IEEE P1363), or DER
 * @throws RangeError when it is neither
 */
export function joseSignature(signature: Uint8Array): Uint8Array {
  const { r, s } = scalarsOf(signature);
  const plain = Buffer.alloc(2 * SCALAR_BYTES);
  // DER leads with a zero byte where the number's highest bit is set, and leaves out leading zeros.
  const placed = [r, s].map((bytes) => bytes.subarray(Math.max(0, bytes.length - SCALAR_BYTES)));
  placed.forEach((bytes, i) => {
    plain.set(bytes, (i + 1) * SCALAR_BYTES - bytes.length);
  });
  return plain;
}

/** Whether 64 bytes r‖s hold two numbers from 1 up to the group's order, without it (FIPS 186-5, section 6.4.2). */
export function isInRange(signature: Uint8Array): boolean {
  return [signature.subarray(0, SCALAR_BYTES), signature.subarray(SCALAR_BYTES)].every(
    (bytes) => Buffer.compare(bytes, ORDER_BYTES) < 0 && bytes.some((byte) => byte !== 0),
  );
}
