import fc from 'fast-check';
import { isIsin, isinCheckDigit } from './isin';

const body = fc
  .tuple(fc.stringMatching(/^[A-Z]{2}$/), fc.stringMatching(/^[A-Z0-9]{9}$/))
  .map(([country, number]) => country + number);

describe('an ISIN (ISO 6166)', () => {
  it.each(['KR7005930003', 'US0378331005', 'AU0000XVGZA3', 'GB0002634946', 'DE000BAY0017'])(
    '%s is one',
    (isin) => {
      expect(isIsin(isin)).toBe(true);
    },
  );

  it.each([
    'KR7005930004',
    'US0373831005',
    'kr7005930003',
    'KR700593000',
    'KR70059300030',
    ' KR7005930003',
    '',
  ])('"%s" is none', (isin) => {
    expect(isIsin(isin)).toBe(false);
  });

  it('has exactly one check digit', () => {
    fc.assert(
      fc.property(body, (text) => {
        const valid = Array.from({ length: 10 }, (_, digit) => digit).filter((digit) =>
          isIsin(`${text}${digit}`),
        );
        expect(valid).toEqual([isinCheckDigit(text)]);
      }),
    );
  });
});
