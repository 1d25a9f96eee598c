import fc from 'fast-check';
import { isText, isUnicode } from './text';

describe('words for people', () => {
  it.each([
    '삼성증권',
    'Samsung Securities Co., Ltd.',
    '𠮷野',
    '🏦',
    'Ångström',
    '"quoted" & <b>',
    'a\u00a0b',
  ])('are taken: %j', (text) => {
    expect(isText(text)).toBe(true);
  });

  it.each([
    ['half a surrogate pair', '삼성\ud83d'],
    ['the other half', '\udc00삼성'],
    ['halves in the wrong order', '\udc00\ud83d'],
    ['U+0000', '삼성\u0000'],
    ['a line feed', 'a\nb'],
    ['an escape for terminals', '\u001b[31m'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['another direction of writing', 'a\u202eb'],
    ['what is no character', 'a\uffffb'],
  ])('are refused with %s', (_, text) => {
    expect(isText(text)).toBe(false);
  });
});

test('a value is Unicode where all its texts and names are', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      expect(isUnicode(value)).toBe(true);
      for (const broken of ['\ud83d', { '\udc00': value }, [value, 'x\udfff'], { a: [{ b: '\ud800' }] }]) {
        expect(isUnicode(broken)).toBe(false);
      }
    }),
  );
});
