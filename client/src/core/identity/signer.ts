import type { Signer } from '@hyperledger/fabric-gateway';
import { fabricSignature, sha256 } from '@jangbu/model';
import { sign, type KeyObject } from 'node:crypto';
import type { SignDigest } from './identity';
import { IdentityError } from '../errors';

function nativeSigner(key: KeyObject): Signer {
  // dsaEncoding spares OpenSSL's DER only for us to take it apart again to look at s.
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  return (message) => Promise.resolve(fabricSignature(sign('sha256', message, options)));
}

/** A signer elsewhere that does not answer must not hold a call up for ever. */
const SIGNING_MS = 30_000;

async function inTime(signDigest: SignDigest, digest: Uint8Array): Promise<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new IdentityError(`the sign function did not answer within ${SIGNING_MS / 1000} s`));
    }, SIGNING_MS);
  });
  try {
    return await Promise.race([signDigest(digest), late]);
  } catch (cause) {
    if (cause instanceof IdentityError) throw cause;
    throw new IdentityError('the sign function failed', { cause });
  } finally {
    clearTimeout(timer);
  }
}

function digestSigner(signDigest: SignDigest): Signer {
  return async (message) => {
    const signature = await inTime(signDigest, sha256(message));
    try {
      return fabricSignature(signature);
    } catch (cause) {
      throw new IdentityError('the sign function did not answer an ECDSA signature', { cause });
    }
  };
}

/**
 * A signer of whole messages, for a gateway with `hash.none`. With a key it is OpenSSL's, some
 * fifteen times faster than the gateway library's own, which is written in JavaScript.
 *
 * @param key a P-256 private key, or a function that signs a digest elsewhere
 */
export function newSigner(key: KeyObject | SignDigest): Signer {
  return typeof key === 'function' ? digestSigner(key) : nativeSigner(key);
}
