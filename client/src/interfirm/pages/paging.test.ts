import { canonicalJson, commitToBody, PAGE_BYTES_MAX } from '@jangbu/model';
import fc from 'fast-check';
import { statement } from '../../../testing/statements';
import { cutIntoPages, tradeBytes, type PlacedTrade } from './paging';
import { toTradeStatement } from './statement';

function placed(count: number): PlacedTrade[] {
  return Array.from({ length: count }, (_, i) => ({ trade: toTradeStatement(statement(i)), place: i }));
}

describe('cutting trades into pages', () => {
  test('a page holds up to 500 trades, in their order', () => {
    const pages = cutIntoPages(placed(1201));
    expect(pages.map(({ length }) => length)).toEqual([500, 500, 201]);
    expect(pages.flat().map(({ place }) => place)).toEqual(Array.from({ length: 1201 }, (_, i) => i));
  });

  test('no trades make no page', () => {
    expect(cutIntoPages([])).toEqual([]);
  });

  test('whatever the limits, no page is over them and no trade is lost', () => {
    const limits = fc.record({
      trades: fc.integer({ min: 1, max: 9 }),
      bytes: fc.integer({ min: 300, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), limits, (count, limit) => {
        const pages = cutIntoPages(placed(count), limit);
        expect(pages.flat()).toHaveLength(count);
        for (const page of pages) {
          const { body } = commitToBody(
            '0'.repeat(64),
            page.map(({ trade }) => trade),
          );
          expect(page.length).toBeLessThanOrEqual(limit.trades);
          expect(page.length === 1 || Buffer.byteLength(body) <= limit.bytes).toBe(true);
        }
      }),
    );
  });

  test('500 of the longest trades there can be fit the size limit', () => {
    const longest = toTradeStatement({
      ...statement(1),
      uti: 'X'.repeat(52),
      quantity: 10n ** 30n - 1n,
      price: 10n ** 30n - 1n,
      cleanPrice: 10n ** 30n - 1n,
      accruedInterest: 10n ** 30n - 1n,
      amount: 10n ** 30n - 1n,
      accountKind: 'CLIENT',
      reference: 'R'.repeat(35),
      side: 'SELL',
    });
    expect(500 * (tradeBytes(longest) + 1)).toBeLessThan(PAGE_BYTES_MAX);
  });
});

test("a trade's length is known without writing it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e7 }),
      fc.bigInt({ min: 1n, max: 10n ** 29n }),
      (number, quantity) => {
        const trade = toTradeStatement(statement(number, { quantity, cleanPrice: 1n, accruedInterest: 0n }));
        const replacing = { ...trade, replaces: 1 + (number % 500) };
        for (const each of [trade, replacing]) expect(tradeBytes(each)).toBe(canonicalJson(each).length);
      },
    ),
  );
});
