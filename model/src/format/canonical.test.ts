import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical';
import { isUnicode } from './text';

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of section 3.2.2 as section 3.2.4 shows it', () => {
    const example: unknown = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],` +
        String.raw`"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts members by UTF-16 code units, as in section 3.2.3', () => {
    const members: unknown = JSON.parse(
      String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",` +
        String.raw`"1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",` +
        String.raw`"\u00f6":"Latin Small Letter O With Diaeresis"}`,
    );
    expect(Object.values(JSON.parse(canonicalJson(members)) as object)[0]).toBe('One');
    expect(
      canonicalJson(members)
        .match(/:"[^"]*/g)
        ?.map((value) => value.slice(2)),
    ).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('is reached in one step, and says the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonicalJson(value);
        const read: unknown = JSON.parse(text);
        expect(canonicalJson(read)).toBe(text);
        expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('is what the library writes, whatever the names of members and however they are nested', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('', '0', '10', '9', 'a', 'Z', '__proto__', 'toJSON', '_', '\u{1f600}'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, undefined, true, -0, 1e21, 2e-7),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.string({ unit: 'grapheme' }),
        fc.array(tie('value')),
        fc.dictionary(name, tie('value')),
      ),
    }));
    fc.assert(
      fc.property(value, (document) => {
        fc.pre(document !== undefined);
        expect(canonicalJson(document)).toBe(canonicalize(document));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, [1n], { a: Number.NEGATIVE_INFINITY }, undefined, () => 1])(
    'has no form for what is no JSON: %p',
    (value) => {
      expect(() => canonicalJson(value)).toThrow();
    },
  );

  it('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        const turned = Object.fromEntries(Object.entries(document).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(document));
      }),
    );
  });

  it.each([
    '삼성\ud83d',
    '\udc00',
    'a\ud83d\\',
    ['\ude00\ud83d'],
    { name: { ko: '\ud83dx' } },
    { '\ud83d': 1 },
  ])('has no form for a lone surrogate (section 3.2.2.2): %j', (value) => {
    expect(() => canonicalJson(value)).toThrow('lone surrogate');
  });

  it.each(['\ud83d\ude00', String.raw`\ud83d`, String.raw`\\\ud83d`, '\\\\ud83d', '\u0000\ufffd\uffff'])(
    'has a form for what only looks like one: %j',
    (value) => {
      expect(JSON.parse(canonicalJson(value))).toBe(value);
    },
  );

  it('writes every well-formed text, and no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (given, cut) => {
        const text = cut ? given.slice(1) : given;
        if (isUnicode(text)) expect(JSON.parse(canonicalJson(text))).toBe(text);
        else expect(() => canonicalJson(text)).toThrow(TypeError);
      }),
    );
  });

  it.each([undefined, () => 1, Symbol('x'), 10n, NaN, Infinity])('has no form for %s', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });
});
