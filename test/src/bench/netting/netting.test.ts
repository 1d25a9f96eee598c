import { canonicalJson, netMultilaterally } from '@jangbu/model';
import { isinOf } from '@jangbu/model/dist/testing/statements';
import { seeded } from '../../random/seeded';
import { marketDay } from './market-day';
import { netPlainly } from './plain-way';

const market = {
  firms: ['a', 'a-b', 'b'],
  instruments: [1, 2, 3].map((n) => ({ isin: isinOf(n), currency: 'KRW' })),
  count: 2000,
};

test('the same seed makes the same market, another seed another one', () => {
  expect(marketDay({ ...market, seed: 1 })).toEqual(marketDay({ ...market, seed: 1 }));
  expect(marketDay({ ...market, seed: 1 })).not.toEqual(marketDay({ ...market, seed: 2 }));
});

test('the market trades in every instrument, between any two firms, never a firm with itself', () => {
  const deliveries = marketDay({ ...market, seed: 3 });
  expect(new Set(deliveries.map(({ isin }) => isin)).size).toBe(3);
  expect(new Set(deliveries.map(({ seller, buyer }) => `${seller} ${buyer}`)).size).toBe(6);
  expect(deliveries.filter(({ seller, buyer }) => seller === buyer)).toEqual([]);
});

test('the seeded numbers lie from 0 up to 1, without 1', () => {
  const random = seeded(0);
  const numbers = Array.from({ length: 10_000 }, () => random());
  expect(numbers.every((n) => n >= 0 && n < 1)).toBe(true);
  expect(numbers.reduce((sum, n) => sum + n, 0) / numbers.length).toBeCloseTo(0.5, 1);
});

test('both ways of netting come to the same', () => {
  const deliveries = marketDay({ ...market, seed: 4 });
  expect(canonicalJson(netPlainly(deliveries))).toBe(canonicalJson(netMultilaterally(deliveries)));
});
