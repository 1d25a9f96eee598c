import fc from 'fast-check';
import { Checker } from '../schema/checker';
import { Bytes32, Bytes64 } from '../schema/fields';
import { fromBase64, fromBase64Url, toBase64Url } from './base64';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 });

/** The text with another last character. */
function endings(text: string): string[] {
  return Array.from(ALPHABET, (last) => text.slice(0, -1) + last);
}

describe('base64url (RFC 4648 §5)', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        expect(fromBase64Url(toBase64Url(given))).toEqual(Buffer.from(given));
      }),
    );
  });

  it('gives no two texts the same bytes: unused bits are zero (§3.5)', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const read = endings(toBase64Url(given)).flatMap(
          (text) => fromBase64Url(text)?.toString('hex') ?? [],
        );
        expect(new Set(read).size).toBe(read.length);
      }),
    );
  });

  it.each(['AA==', 'A', 'A+A', 'A/A', 'AA A', 'AB', 'AAB', 'AA\n', '\ud800'])('does not read %j', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});

describe('base64 (RFC 4648 §4)', () => {
  it('reads what is padded as it should be, and nothing else', () => {
    expect(fromBase64('+/8=')?.toString('hex')).toBe('fbff');
    for (const text of ['+/8', '+/9=', '-_8=', '+/8=\n', '+/8=A', '='])
      expect(fromBase64(text)).toBeUndefined();
  });
});

describe('bytes in a document', () => {
  it.each([
    ['32 bytes', Bytes32, 32],
    ['64 bytes', Bytes64, 64],
  ] as const)('%s have one text', (_, schema, length) => {
    const check = new Checker(schema);
    const given = fc.uint8Array({ minLength: length, maxLength: length });
    fc.assert(
      fc.property(given, (each) => {
        const text = toBase64Url(each);
        expect(check.fits(text)).toBe(true);
        for (const other of endings(text)) expect(check.fits(other)).toBe(fromBase64Url(other) !== undefined);
      }),
    );
  });
});
