import { softwareKey } from '@jangbu/client/issuer';
import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';

/** About as many bytes as a copy has of ours, and a key binding. */
const ISSUER_BYTES = 1100;
const HOLDER_BYTES = 350;

/** What no verifier can do without. Seconds a login. */
export interface LoginFloor {
  /** A copy never seen: two verifications, one key import. */
  readonly fresh: number;
  /** One that was verified before: one verification. */
  readonly remembered: number;
}

/** Measures, in this process, what the cryptography of so many logins takes with Node's own library. */
export function measureFloor(count: number): LoginFloor {
  const issuer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encoding = { dsaEncoding: 'ieee-p1363' } as const;
  const logins = Array.from({ length: count }, () => {
    const holder = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const [copy, binding] = [randomBytes(ISSUER_BYTES), randomBytes(HOLDER_BYTES)];
    return {
      jwk: { ...softwareKey(holder.privateKey).jwk },
      key: holder.publicKey,
      copy,
      binding,
      issued: sign('sha256', copy, { key: issuer.privateKey, ...encoding }),
      bound: sign('sha256', binding, { key: holder.privateKey, ...encoding }),
    };
  });
  const issuerKey = { key: issuer.publicKey, ...encoding };
  let since = performance.now();
  for (const { jwk, copy, binding, issued, bound } of logins) {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    if (!verify('sha256', copy, issuerKey, issued)) throw new RangeError('the floor does not hold');
    if (!verify('sha256', binding, { key, ...encoding }, bound))
      throw new RangeError('the floor does not hold');
  }
  const fresh = (performance.now() - since) / 1000 / count;
  since = performance.now();
  for (const { key, binding, bound } of logins) {
    if (!verify('sha256', binding, { key, ...encoding }, bound))
      throw new RangeError('the floor does not hold');
  }
  return { fresh, remembered: (performance.now() - since) / 1000 / count };
}
