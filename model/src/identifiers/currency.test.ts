import { isCurrency } from './currency';

describe('a currency (ISO 4217)', () => {
  it.each(['KRW', 'USD', 'EUR', 'JPY', 'XOF'])('%s is one', (code) => {
    expect(isCurrency(code)).toBe(true);
  });

  it.each(['', 'krw', 'KR', 'KRWW', 'ZZZ', 'XXX', 'XTS', 'XAU', 'BTC', 'HRK', 'KRW '])(
    '"%s" is none',
    (code) => {
      expect(isCurrency(code)).toBe(false);
    },
  );
});
