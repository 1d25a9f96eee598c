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
