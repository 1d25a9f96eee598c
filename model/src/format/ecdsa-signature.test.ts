import { createVerify, generateKeyPairSync, sign } from 'node:crypto';

import fc from 'fast-check';

import { fabricSignature, isSignatureInRange, joseSignature } from './ecdsa-signature';

const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

function hex(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}

/** S of a DER signature. */
function sOf(bytes: Uint8Array): bigint {
  const der = Buffer.from(bytes);
  const lengthOfR = der[3] ?? 0;
  return BigInt(`0x${der.subarray(4 + lengthOfR + 2).toString('hex')}`);
}

describe("a signature in Fabric's form", () => {
  it('verifies, and has the lower S', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (message) => {
        const raw = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        const der = fabricSignature(raw);
        expect(createVerify('sha256').update(message).verify(publicKey, der)).toBe(true);
        expect(sOf(der) <= order / 2n).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same for both S of a pair', () => {
    const r = 0x80n << 240n;
    const low = 5n;
    const pair = [low, order - low].map((s) =>
      Buffer.from(fabricSignature(Buffer.from(hex(r) + hex(s), 'hex'))).toString('hex'),
    );
    expect(pair[0]).toBe(pair[1]);
  });

  it('writes the shortest integers, positive ones (X.690, 8.3)', () => {
    const der = Buffer.from(fabricSignature(Buffer.from(hex(0x80n) + hex(0x7fn), 'hex')));
    expect(der.toString('hex')).toBe('3007' + '02020080' + '02017f');
  });
});

describe('the DER form', () => {
  test('reads back whatever it wrote, short and long scalars alike', () => {
    const scalar = fc
      .bigInt({ min: 1n, max: order / 2n })
      .map((n) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex'));
    fc.assert(
      fc.property(scalar, scalar, (r, s) => {
        const der = fabricSignature(Buffer.concat([r, s]));
        expect(sOf(der)).toBe(BigInt(`0x${s.toString('hex')}`));
        expect(Buffer.from(fabricSignature(der))).toEqual(Buffer.from(der));
      }),
    );
  });

  test('refuses what is cut short or longer than it says', () => {
    const der = Buffer.from(fabricSignature(Buffer.alloc(64, 7)));
    for (let length = 0; length < der.length; length += 1) {
      if (length === 64) continue; // 64 bytes are r‖s by definition
      expect(() => fabricSignature(der.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => fabricSignature(Buffer.concat([der, Buffer.of(0)]))).toThrow(RangeError);
  });
});

describe("a signature in JOSE's form", () => {
  test('is 64 bytes, with s as it was', () => {
    const raw = Buffer.from(hex(1n) + hex(order - 1n), 'hex');
    expect(Buffer.from(joseSignature(raw))).toEqual(raw);
    const der = Buffer.from('3026' + '020101' + '022100' + hex(order - 1n), 'hex');
    expect(Buffer.from(joseSignature(der))).toEqual(raw);
  });

  test.each([
    ['zero r', hex(0n) + hex(1n)],
    ['zero s', hex(1n) + hex(0n)],
    ['r of the order', hex(order) + hex(1n)],
    ['s of the order', hex(1n) + hex(order)],
    ['too short', 'ab'],
  ])('is none with %s', (_, bytes) => {
    expect(isSignatureInRange(Buffer.from(bytes, 'hex'))).toBe(false);
    expect(() => joseSignature(Buffer.from(bytes, 'hex'))).toThrow(RangeError);
  });
});
