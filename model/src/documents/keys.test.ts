import fc from 'fast-check';
import { pairOf } from './pair';
import { compositeKey, implicitCollection, keys, splitCompositeKey, type Key } from './keys';

describe('a composite key', () => {
  it('is written as Fabric writes it: each part ends with U+0000', () => {
    expect(compositeKey(keys.instrument('KR7005930003'))).toBe('\u0000instrument\u0000KR7005930003\u0000');
    expect(implicitCollection('KofiaMSP')).toBe('_implicit_org_KofiaMSP');
  });

  it('gives back the parts it was made of', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/);
    fc.assert(
      fc.property(part, fc.array(part), (kind, rest) => {
        const key: Key = [kind, ...rest];
        expect(splitCompositeKey(compositeKey(key))).toEqual(key);
      }),
    );
  });

  it.each(['', 'plain', '\u0000', '\u0000half', '\u0000\u0000'])('%j is none', (text) => {
    expect(splitCompositeKey(text)).toBeUndefined();
  });

  it('of a record made by a client begins with that member', () => {
    expect(keys.page('a', 'b', '2026-03-11', 'page-0001')[1]).toBe('a');
    expect(keys.proposal('a', 'proposal-1')[1]).toBe('a');
  });

  it('of match results sorts as the matches came', () => {
    const pair = pairOf('b', 'a');
    const made = [2, 10, 100].map((sequence) => compositeKey(keys.matchResult(pair, '2026-03-11', sequence)));
    expect([...made].sort()).toEqual(made);
  });
});
