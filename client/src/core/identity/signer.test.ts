import { signers } from '@hyperledger/fabric-gateway';
import { fabricSignature, sha256 } from '@jangbu/model';
import { createPrivateKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { newSigner } from './signer';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** s of a DER signature, read without the code under test. */
function sOf(der: Uint8Array): bigint {
  const rLength = der[3] ?? 0;
  const s = der.subarray(4 + rLength + 2);
  return BigInt(`0x${Buffer.from(s).toString('hex')}`);
}

function withHighS(raw: Uint8Array): Buffer {
  const s = BigInt(`0x${Buffer.from(raw.subarray(32)).toString('hex')}`);
  const high = s > ORDER / 2n ? s : ORDER - s;
  return Buffer.concat([raw.subarray(0, 32), Buffer.from(high.toString(16).padStart(64, '0'), 'hex')]);
}

describe('the native signer', () => {
  test('makes DER signatures with low s that OpenSSL verifies', async () => {
    const signer = newSigner(privateKey);
    for (let i = 0; i < 300; i += 1) {
      const message = Buffer.from(`message ${i}`);
      const signature = await signer(message);
      expect(verify('sha256', message, publicKey, signature)).toBe(true);
      expect(sOf(signature) <= ORDER / 2n).toBe(true);
    }
  });

  test('writes DER byte for byte as the gateway library does', async () => {
    // The library signs deterministically (RFC 6979), OpenSSL does not: so the library's own
    // signature, taken apart into r and s, must come out of our writer unchanged.
    const library = signers.newPrivateKeySigner(privateKey);
    for (let i = 0; i < 50; i += 1) {
      const signature = await library(sha256(`message ${i}`));
      expect(Buffer.from(fabricSignature(signature))).toEqual(Buffer.from(signature));
    }
  });

  test('a function that signs digests gives the same, whichever form and s it answers', async () => {
    const message = Buffer.from('signed elsewhere');
    const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const library = signers.newPrivateKeySigner(key);
    const der = await newSigner((digest) => library(digest))(message);
    expect(verify('sha256', message, publicKey, der)).toBe(true);

    const raw = withHighS(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
    const lowered = await newSigner(() => raw)(message);
    expect(verify('sha256', message, publicKey, lowered)).toBe(true);
    expect(sOf(lowered) <= ORDER / 2n).toBe(true);
  });

  test('a function that fails, or never answers, is told as the identity', async () => {
    const failing = newSigner(() => Promise.reject(new Error('the token is gone')));
    await expect(failing(Buffer.from('x'))).rejects.toMatchObject({ name: 'IdentityError' });
    jest.useFakeTimers();
    try {
      const signing = newSigner(() => new Promise<never>(() => undefined))(Buffer.from('x'));
      const told = expect(signing).rejects.toThrow('did not answer within 30 s');
      await jest.advanceTimersByTimeAsync(30_000);
      await told;
    } finally {
      jest.useRealTimers();
    }
  });

  test('an answer that is no signature is told, not sent', async () => {
    await expect(newSigner(() => Buffer.alloc(10))(Buffer.from('x'))).rejects.toThrow('sign function');
  });
});
