import fc from 'fast-check';
import { anyDelivery, deliveryOf } from '../../testing/deliveries';
import { netMultilaterally } from './multilateral';
import { nettingSavings } from './savings';

describe('what netting saves', () => {
  it('is told of deliveries and of payments, within pairs and among all', () => {
    const { deliveries, payments } = nettingSavings([
      deliveryOf({ seller: 'a', buyer: 'b', quantity: '100', amount: '1000' }),
      deliveryOf({ seller: 'b', buyer: 'a', quantity: '60', amount: '600' }),
      deliveryOf({ seller: 'b', buyer: 'c', quantity: '40', amount: '400' }),
    ]);
    // b passes on what it receives: only a and c have anything left to do.
    expect(deliveries).toEqual({
      gross: 3,
      bilateral: 2,
      multilateral: 2,
      bilateralSavedPercent: 33.33,
      multilateralSavedPercent: 33.33,
    });
    expect(payments).toEqual([
      {
        currency: 'KRW',
        gross: '2000',
        bilateral: '800',
        multilateral: '400',
        bilateralSavedPercent: 60,
        multilateralSavedPercent: 80,
      },
    ]);
  });

  it('is nothing where nothing is traded', () => {
    expect(nettingSavings([])).toEqual({
      deliveries: {
        gross: 0,
        bilateral: 0,
        multilateral: 0,
        bilateralSavedPercent: 0,
        multilateralSavedPercent: 0,
      },
      payments: [],
    });
  });

  it('tells each currency by itself', () => {
    const { payments } = nettingSavings([deliveryOf({ currency: 'USD' }), deliveryOf()]);
    expect(payments.map(({ currency }) => currency)).toEqual(['KRW', 'USD']);
  });

  it('is never negative in money: no netting raises what must be paid', () => {
    fc.assert(
      fc.property(fc.array(anyDelivery, { maxLength: 40 }), (deliveries) => {
        const { deliveries: count, payments } = nettingSavings(deliveries, netMultilaterally(deliveries));
        expect(count.bilateral).toBeLessThanOrEqual(count.gross);
        for (const { gross, bilateral, multilateral } of payments) {
          expect(BigInt(multilateral)).toBeLessThanOrEqual(BigInt(bilateral));
          expect(BigInt(bilateral)).toBeLessThanOrEqual(BigInt(gross));
        }
      }),
    );
  });
});
