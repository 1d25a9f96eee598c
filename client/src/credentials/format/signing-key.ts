import { joseSignature, type PublicJwk, sha256 } from '@jangbu/model';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { SignDigest } from '../../core/identity/identity';
import { IdentityError } from '../../core/errors';

/** A P-256 key that signs: an issuer's, or a copy's in the holder's device. It need not be exportable. */
export interface SigningKey {
  /** The public key, with no member but the four of RFC 7638. */
  readonly jwk: PublicJwk;
  /**
   * ECDSA with SHA-256 over the whole message.
   *
   * @returns 64 bytes r‖s, s of either half
   */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The four members that make a P-256 key (RFC 7638 §3.2), of a key that has more. */
export function bareJwk({ x, y }: Pick<PublicJwk, 'x' | 'y'>): PublicJwk {
  return { kty: 'EC', crv: 'P-256', x, y };
}

/** Bytes of a P-256 key in SubjectPublicKeyInfo (RFC 5480), which end in its two coordinates. */
const SPKI_BYTES = 91;
const COORDINATE_BYTES = 32;

/**
 * The public half, by way of SubjectPublicKeyInfo: Node 20 can hang for ever in `export({ format: 'jwk' })`, when the
 * other half of the pair is collected just then (docs/decisions/0046).
 */
function publicJwkOf(key: KeyObject): PublicJwk {
  const isP256 = key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  const der = isP256 ? createPublicKey(key).export({ type: 'spki', format: 'der' }) : Buffer.alloc(0);
  if (der.length !== SPKI_BYTES) throw new IdentityError('not a P-256 key, or one with a compressed point');
  const y = der.subarray(-COORDINATE_BYTES);
  const x = der.subarray(-2 * COORDINATE_BYTES, -COORDINATE_BYTES);
  return bareJwk({ x: x.toString('base64url'), y: y.toString('base64url') });
}

/**
 * A key in this process's memory.
 *
 * @param privateKey PEM or a key object; a fresh key is made when it is left out
 * @throws IdentityError when it is no P-256 key
 */
export function softwareKey(privateKey?: string | KeyObject): SigningKey {
  const key =
    typeof privateKey === 'string'
      ? createPrivateKey(privateKey)
      : (privateKey ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  return {
    jwk: publicJwkOf(key),
    sign: (message) => Promise.resolve(sign('sha256', message, options)),
  };
}

/**
 * A key that is elsewhere: in an HSM, a secure element, another process.
 *
 * @param jwk its public key
 * @param signDigest signs a SHA-256 digest; answers 64 bytes r‖s or DER
 * @returns a key whose `sign` throws IdentityError when the function answers no ECDSA signature
 */
export function remoteKey(jwk: PublicJwk, signDigest: SignDigest): SigningKey {
  return {
    jwk: bareJwk(jwk),
    sign: async (message) => {
      const signature = await signDigest(sha256(message));
      try {
        return joseSignature(signature);
      } catch (cause) {
        throw new IdentityError('the sign function did not answer an ECDSA signature', { cause });
      }
    },
  };
}
