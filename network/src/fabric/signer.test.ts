import { createVerify, generateKeyPairSync, sign } from 'node:crypto';

import fc from 'fast-check';

import { lowSDer } from './signer';

const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

function hex(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}

/** S of a DER signature. */
function sOf(der: Buffer): bigint {
  const lengthOfR = der[3] ?? 0;
  return BigInt(`0x${der.subarray(4 + lengthOfR + 2).toString('hex')}`);
}

describe("a signature in Fabric's form", () => {
  it('verifies, and has the lower S', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (message) => {
        const raw = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        const der = lowSDer(raw);
        expect(createVerify('sha256').update(message).verify(publicKey, der)).toBe(true);
        expect(sOf(der) <= order / 2n).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same for both S of a pair', () => {
    const r = 0x80n << 240n;
    const low = 5n;
    const pair = [low, order - low].map((s) => lowSDer(Buffer.from(hex(r) + hex(s), 'hex')).toString('hex'));
    expect(pair[0]).toBe(pair[1]);
  });

  it('writes the shortest integers, positive ones (X.690, 8.3)', () => {
    const der = lowSDer(Buffer.from(hex(0x80n) + hex(0x7fn), 'hex'));
    expect(der.toString('hex')).toBe('3007' + '02020080' + '02017f');
  });
});
