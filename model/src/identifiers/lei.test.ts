import fc from 'fast-check';
import { isLei, leiCheckDigits } from './lei';

describe('a Legal Entity Identifier (ISO 17442)', () => {
  it.each(['5493001KJTIIGC8Y1R12', '506700GE1G29325QX363', 'F50EOCWSQFAUVO9Q8Z97'])('%s is one', (lei) => {
    expect(isLei(lei)).toBe(true);
  });

  it.each([
    '5493001KJTIIGC8Y1R13',
    '5493001KJTIICG8Y1R12',
    '5493001kjtiigc8y1r12',
    '5493001KJTIIGC8Y1R1',
    '',
  ])('"%s" is none', (lei) => {
    expect(isLei(lei)).toBe(false);
  });

  const body = fc.stringMatching(/^[A-Z0-9]{18}$/);

  it('is made valid by its check digits', () => {
    fc.assert(fc.property(body, (text) => isLei(text + leiCheckDigits(text))));
  });

  it('has exactly one pair of check digits, from 02 to 98 (ISO 17442-1, annex A)', () => {
    const pairs = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(body, (text) => {
        expect(pairs.filter((digits) => isLei(text + digits))).toEqual([leiCheckDigits(text)]);
      }),
    );
  });

  it.each(['00', '01', '99'])('never ends with %s', (digits) => {
    const bodies = Array.from({ length: 97 }, (_, n) => `0000JANGBUTEST${String(n).padStart(4, '0')}`);
    expect(bodies.filter((text) => isLei(text + digits))).toEqual([]);
  });

  it('betrays every single wrong digit (ISO/IEC 7064, MOD 97-10)', () => {
    fc.assert(
      fc.property(body, fc.nat(19), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        const lei = text + leiCheckDigits(text);
        const digit = lei[at] ?? '';
        fc.pre(/[0-9]/.test(digit));
        const wrong = String((Number(digit) + by) % 10);
        expect(isLei(lei.slice(0, at) + wrong + lei.slice(at + 1))).toBe(false);
      }),
    );
  });
});
