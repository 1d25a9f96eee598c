import fc from 'fast-check';
import { anyDelivery, deliveryOf } from '../../testing/deliveries';
import { isinOf } from '../../testing/statements';
import type { Delivery } from './delivery';
import { netMultilaterally } from './multilateral';

/** The same by the plainest means: one bigint a name. */
function plainNet(deliveries: readonly Delivery[]): {
  positions: Map<string, bigint>;
  cash: Map<string, bigint>;
} {
  const positions = new Map<string, bigint>();
  const cash = new Map<string, bigint>();
  const add = (to: Map<string, bigint>, name: readonly string[], value: bigint): void => {
    to.set(name.join('/'), (to.get(name.join('/')) ?? 0n) + value);
  };
  for (const each of deliveries) {
    const { seller, sellerKind, buyer, buyerKind, settlementDate: date, isin, currency } = each;
    add(positions, [date, isin, seller, sellerKind], -BigInt(each.quantity));
    add(positions, [date, isin, buyer, buyerKind], BigInt(each.quantity));
    add(cash, [date, currency, seller, sellerKind], BigInt(each.amount));
    add(cash, [date, currency, buyer, buyerKind], -BigInt(each.amount));
  }
  return { positions, cash };
}

const history = fc.array(anyDelivery, { maxLength: 60 });

describe('multilateral netting', () => {
  it('leaves nothing to deliver of a circle, and the differences to pay', () => {
    const { positions, cash } = netMultilaterally([
      deliveryOf({ seller: 'a', buyer: 'b', amount: '1000' }),
      deliveryOf({ seller: 'b', buyer: 'c', amount: '1010' }),
      deliveryOf({ seller: 'c', buyer: 'a', amount: '1005' }),
    ]);
    expect(positions.map(({ member, quantity }) => [member, quantity])).toEqual([
      ['a', '0'],
      ['b', '0'],
      ['c', '0'],
    ]);
    expect(cash.map(({ member, amount }) => [member, amount])).toEqual([
      ['a', '-5'],
      ['b', '10'],
      ['c', '-5'],
    ]);
  });

  it("keeps a firm's own account and its customers' apart", () => {
    const { positions } = netMultilaterally([
      deliveryOf({ sellerKind: 'CLIENT' }),
      deliveryOf({ seller: 'b', buyer: 'a' }),
    ]);
    expect(positions).toEqual([
      { member: 'a', accountKind: 'CLIENT', settlementDate: '2026-03-13', isin: isinOf(1), quantity: '-100' },
      { member: 'a', accountKind: 'HOUSE', settlementDate: '2026-03-13', isin: isinOf(1), quantity: '100' },
      { member: 'b', accountKind: 'HOUSE', settlementDate: '2026-03-13', isin: isinOf(1), quantity: '0' },
    ]);
  });

  it('keeps settlement dates, instruments and currencies apart', () => {
    const { positions, cash } = netMultilaterally([
      deliveryOf(),
      deliveryOf({ settlementDate: '2026-03-17' }),
      deliveryOf({ isin: isinOf(2), currency: 'USD' }),
    ]);
    expect(positions).toHaveLength(6);
    expect(cash).toHaveLength(6);
  });

  it('comes to what bigints come to, at any size', () => {
    fc.assert(
      fc.property(history, (deliveries) => {
        const { positions, cash } = netMultilaterally(deliveries);
        const named = new Map(
          positions.map((each) => [
            [each.settlementDate, each.isin, each.member, each.accountKind].join('/'),
            BigInt(each.quantity),
          ]),
        );
        const paid = new Map(
          cash.map((each) => [
            [each.settlementDate, each.currency, each.member, each.accountKind].join('/'),
            BigInt(each.amount),
          ]),
        );
        const plain = plainNet(deliveries);
        expect(named).toEqual(plain.positions);
        expect(paid).toEqual(plain.cash);
        expect([...named.keys()]).toEqual([...named.keys()].sort());
        expect([...paid.keys()]).toEqual([...paid.keys()].sort());
      }),
    );
  });

  it('comes to the same in whatever order the deliveries are given', () => {
    const shuffled = history.chain((deliveries) =>
      fc.tuple(fc.constant(deliveries), fc.shuffledSubarray(deliveries, { minLength: deliveries.length })),
    );
    fc.assert(
      fc.property(shuffled, ([deliveries, turned]) => {
        expect(netMultilaterally(turned)).toEqual(netMultilaterally(deliveries));
      }),
    );
  });

  it('makes nothing and loses nothing: every instrument and currency sums to zero on every date', () => {
    fc.assert(
      fc.property(history, (deliveries) => {
        const { positions, cash } = netMultilaterally(deliveries);
        const sums = new Map<string, bigint>();
        const add = (name: string, value: string): void => {
          sums.set(name, (sums.get(name) ?? 0n) + BigInt(value));
        };
        for (const each of positions) add(`${each.settlementDate}/${each.isin}`, each.quantity);
        for (const each of cash) add(`${each.settlementDate}/${each.currency}`, each.amount);
        expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
      }),
    );
  });

  it('takes no quantity that is none', () => {
    expect(() => netMultilaterally([deliveryOf({ quantity: '1.5' })])).toThrow(RangeError);
  });
});
