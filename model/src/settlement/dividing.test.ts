import fc from 'fast-check';
import type { Leg } from '../documents/instructions';
import { isinOf } from '../../testing/statements';
import { divideLegs, quantityOf } from './dividing';

const SHARES = isinOf(1);

function legs(quantity: bigint, amount: bigint): { legs: Leg[] } {
  return {
    legs: [
      { from: 'b', to: 'a', instrument: SHARES, amount: String(quantity) },
      { from: 'a', to: 'b', instrument: 'KRW', amount: String(amount) },
    ],
  };
}

test('a part takes its money with it, rounded down; the rest is what remains', () => {
  const divided = divideLegs(legs(3n, 100n), 1n);
  expect(divided?.part.map(({ amount }) => amount)).toEqual(['1', '33']);
  expect(divided?.rest.map(({ amount }) => amount)).toEqual(['2', '67']);
});

test('part and rest are the whole, whatever the amounts, and neither is without its money', () => {
  const amounts = fc.bigInt({ min: 1n, max: 10n ** 18n });
  fc.assert(
    fc.property(amounts, amounts, amounts, (whole, money, quantity) => {
      const divided = divideLegs(legs(whole, money), quantity);
      if (!divided) return;
      const { part, rest } = divided;
      const sums = part.map(({ amount }, i) => BigInt(amount) + BigInt(rest[i]?.amount ?? 0));
      expect(sums).toEqual([whole, money]);
      expect(quantityOf({ legs: [...part] })).toBe(quantity);
      for (const { amount } of [...part, ...rest]) expect(BigInt(amount)).toBeGreaterThan(0n);
      // Nobody pays more for the part than for the same share of the whole.
      expect(BigInt(part[1]?.amount ?? 0) * whole).toBeLessThanOrEqual(money * quantity);
    }),
  );
});

test.each([0n, -1n, 3n, 4n])('%s of three is no part', (quantity) => {
  expect(divideLegs(legs(3n, 100n), quantity)).toBeUndefined();
});

test('money alone is not divided, nor a security whose part would cost nothing', () => {
  expect(divideLegs({ legs: legs(3n, 100n).legs.slice(1) }, 1n)).toBeUndefined();
  expect(divideLegs(legs(100n, 3n), 1n)).toBeUndefined();
});
