import fc from 'fast-check';
import type { Delivery } from '../src/netting/delivery';
import { isinOf } from './statements';

/** A delivery of the tests; from a to b unless said otherwise. */
export function deliveryOf(changed: Partial<Delivery> = {}): Delivery {
  return {
    seller: 'a',
    buyer: 'b',
    sellerKind: 'HOUSE',
    buyerKind: 'HOUSE',
    isin: isinOf(1),
    quantity: '100',
    currency: 'KRW',
    amount: '7150000',
    settlementDate: '2026-03-13',
    ...changed,
  };
}

const kind = fc.constantFrom('HOUSE' as const, 'CLIENT' as const);

/** Decimals of either sign: small ones, those about the edges of the limbs, and very long ones. */
export const anyDecimal = fc
  .oneof(
    fc.bigInt(-1000n, 1000n),
    fc.bigInt(10n ** 15n - 9n, 10n ** 15n + 9n),
    fc.bigInt(10n ** 30n - 9n, 10n ** 30n + 9n),
    fc.bigInt(-(10n ** 30n), 10n ** 30n),
    fc.bigInt(-(10n ** 60n), 10n ** 60n),
  )
  .map(String);

/** Deliveries among few accounts, so that they meet: a firm's delivery to itself among them. */
export const anyDelivery = fc.record<Delivery>({
  seller: fc.constantFrom('a', 'b', 'c', 'd'),
  buyer: fc.constantFrom('a', 'b', 'c', 'd'),
  sellerKind: kind,
  buyerKind: kind,
  isin: fc.constantFrom(isinOf(1), isinOf(2)),
  quantity: anyDecimal,
  currency: fc.constantFrom('KRW', 'USD'),
  amount: anyDecimal,
  settlementDate: fc.constantFrom('2026-03-13', '2026-03-17'),
});
