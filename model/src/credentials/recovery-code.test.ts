import fc from 'fast-check';
import { readRecoveryCode, recoveryCodeText } from './recovery-code';

const codes = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('a code reads back as it was shown', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const text = recoveryCodeText(code);
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readRecoveryCode(text)).toEqual(Buffer.from(code));
    }),
  );
});

test('case, spaces and characters that look alike do not matter', () => {
  const code = Buffer.alloc(16);
  const text = recoveryCodeText(code);
  expect(text).toContain('0');
  expect(readRecoveryCode(` ${text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `)).toEqual(code);
});

test('a mistyped character is noticed', () => {
  const code = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
  const text = recoveryCodeText(code);
  const mistyped = Array.from(text).flatMap((was, at) =>
    was === '-' ? [] : [`${text.slice(0, at)}${was === '7' ? '8' : '7'}${text.slice(at + 1)}`],
  );
  const passed = mistyped.filter((typed) => readRecoveryCode(typed) !== undefined);
  expect(mistyped).toHaveLength(28);
  expect(passed).toEqual([]);
});

test.each(['', '0', 'U'.repeat(28), '0'.repeat(27), '0'.repeat(29), '0'.repeat(10_000)])(
  '%p is no code',
  (text) => {
    expect(readRecoveryCode(text)).toBeUndefined();
  },
);

test('a code of another length is not shown', () => {
  expect(() => recoveryCodeText(Buffer.alloc(15))).toThrow(RangeError);
});
