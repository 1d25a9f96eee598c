import { createHash, createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';

function isSigned(data: string, signature: string, jwk: JsonWebKey): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

/** `@sd-jwt/sd-jwt-vc` with Node's own verifier, and no status to fetch: format only, without audience, age or ledger. */
export function plainVerifier(issuer: JsonWebKey): SDJwtVcInstance {
  const issuerKey = createPublicKey({ key: issuer, format: 'jwk' });
  const library = new SDJwtVcInstance({
    hasher: (data) =>
      createHash('sha256')
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    hashAlg: 'sha-256',
    verifier: (data, signature) => {
      const bytes = Buffer.from(signature, 'base64url');
      return verify('sha256', Buffer.from(data), { key: issuerKey, dsaEncoding: 'ieee-p1363' }, bytes);
    },
    kbVerifier: (data, signature, { cnf }) => isSigned(data, signature, (cnf as { jwk: JsonWebKey }).jwk),
  });
  // It would fetch a list over the network for each login, which is not what is compared.
  return Object.assign(library, { verifyStatus: () => Promise.resolve() });
}
