import fc from 'fast-check';
import { statementOf } from '../../testing/statements';
import { paymentProblem, paymentStated, type PriceConvention } from './payment';

const share: PriceConvention = { kind: 'EQUITY', quantityScale: 0, priceScale: 0 };
const fund: PriceConvention = { kind: 'FUND', quantityScale: 3, priceScale: 2 };
const bond: PriceConvention = { kind: 'BOND', quantityScale: 0, priceScale: 2 };

/** 10,000 at 71.50: by default 7,150,000 for 100 at 71,500. */
const of = (changed: Parameters<typeof statementOf>[1]) => statementOf(1, changed);
const free = { payment: 'FREE', price: '0', amount: '0' } as const;

describe('a trade says that it is paid for', () => {
  it.each([
    ['no amount', { amount: '0' }],
    ['no price', { price: '0' }],
    ['neither', { amount: '0', price: '0' }],
  ])('and not with %s', (_, changed) => {
    expect(paymentStated(of(changed))).toBe('PAYMENT_MISSING');
    expect(paymentProblem(of(changed), share, 10_000)).toBe('PAYMENT_MISSING');
  });

  it('or says that it is free of payment, and then has neither price nor amount', () => {
    expect(paymentProblem(of(free), share, 0)).toBeUndefined();
    expect(paymentProblem(of({ ...free, cleanPrice: '0', accruedInterest: '0' }), bond, 0)).toBeUndefined();
    for (const paid of [{ amount: '1' }, { price: '1' }, { cleanPrice: '1' }, { accruedInterest: '1' }]) {
      expect(paymentProblem(of({ ...free, ...paid }), share, 10_000)).toBe('PAYMENT_UNFIT');
    }
  });
});

describe('an amount', () => {
  it.each<[string, Parameters<typeof statementOf>[1], PriceConvention]>([
    ['shares: price a unit', {}, share],
    ['one smallest unit of rounding', { quantity: '3', price: '2', amount: '7' }, share],
    ['units and prices with decimals', { quantity: '1500', price: '100037', amount: '1500' }, fund],
    ['what falls below the smallest unit', { quantity: '1501', price: '100037', amount: '1501' }, fund],
    [
      'bonds: clean price of the face value and accrued interest',
      {
        quantity: '10000',
        price: '611480',
        cleanPrice: '608398',
        accruedInterest: '308200',
        amount: '61148000',
      },
      bond,
    ],
  ])('is by its price: %s', (_, changed, convention) => {
    expect(paymentProblem(of(changed), convention, 0)).toBeUndefined();
  });

  it.each<[string, Parameters<typeof statementOf>[1], PriceConvention]>([
    ['ten times too much', { amount: '71500000' }, share],
    ['a tenth', { amount: '715000' }, share],
    ['next to nothing', { amount: '1' }, share],
    ['the price for its amount', { amount: '71500' }, share],
    ['decimals forgotten', { quantity: '1500', price: '100037', amount: '150055500' }, fund],
    [
      'a bond without its interest',
      { quantity: '10000', price: '611480', cleanPrice: '608398', accruedInterest: '0', amount: '61148000' },
      { ...bond },
    ],
    [
      'a bond whose full price is another',
      {
        quantity: '10000',
        price: '711480',
        cleanPrice: '608398',
        accruedInterest: '308200',
        amount: '61148000',
      },
      bond,
    ],
  ])('is not by its price: %s', (_, changed, convention) => {
    expect(paymentProblem(of(changed), convention, 10)).toBe('AMOUNT_NOT_BY_PRICE');
  });

  it('may be off by the tolerance, and by no more, either way', () => {
    for (const [amount, problem] of [
      ['7221500', undefined],
      ['7078500', undefined],
      ['7221501', 'AMOUNT_NOT_BY_PRICE'],
      ['7078499', 'AMOUNT_NOT_BY_PRICE'],
    ] as const) {
      expect(paymentProblem(of({ amount }), share, 100)).toBe(problem);
    }
  });

  it('is judged exactly, however large', () => {
    const large = fc.bigInt({ min: 2n, max: 10n ** 14n });
    fc.assert(
      fc.property(large, large, fc.bigInt({ min: -1n, max: 1n }), (quantity, price, off) => {
        const amount = quantity * price + off;
        const trade = of({ quantity: String(quantity), price: String(price), amount: String(amount) });
        expect(paymentProblem(trade, share, 0)).toBeUndefined();
        const further = of({ ...trade, amount: String(amount + (off < 0n ? -1n : off === 0n ? 2n : 1n)) });
        expect(paymentProblem(further, share, 0)).toBe('AMOUNT_NOT_BY_PRICE');
      }),
    );
  });
});
