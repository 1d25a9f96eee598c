import type { ObligationRecord } from '../documents/obligations';
import { type Pair, pairOf } from '../documents/pair';
import type { AccountKind } from '../schema/fields';

/** Securities from a seller to a buyer and money the other way: a trade, or what a pair owes on balance. */
export interface Delivery {
  readonly seller: string;
  readonly buyer: string;
  readonly sellerKind: AccountKind;
  readonly buyerKind: AccountKind;
  readonly isin: string;
  /** In the instrument's smallest unit, as a decimal string of any length; negative: the buyer delivers. */
  readonly quantity: string;
  /** ISO 4217. */
  readonly currency: string;
  /** In the currency's smallest unit, as a decimal string of any length; negative: the seller pays. */
  readonly amount: string;
  readonly settlementDate: string;
}

/** A matched trade as a delivery. */
export function deliveryOfTrade(
  trade: Omit<Delivery, 'sellerKind' | 'buyerKind'> & {
    readonly accountKinds: readonly [AccountKind, AccountKind];
  },
): Delivery {
  const { seller, buyer, isin, quantity, currency, amount, settlementDate } = trade;
  const [first, second] = trade.accountKinds;
  const sellerIsFirst = pairOf(seller, buyer)[0] === seller;
  const [sellerKind, buyerKind] = sellerIsFirst ? [first, second] : [second, first];
  return { seller, buyer, sellerKind, buyerKind, isin, quantity, currency, amount, settlementDate };
}

/** A pair's obligation as a delivery: what its first member receives is what its second one sells. */
export function deliveryOfObligation([first, second]: Pair, obligation: ObligationRecord): Delivery {
  const { isin, quantity, currency, settlementDate } = obligation;
  const [buyerKind, sellerKind] = obligation.accountKinds;
  const amount = String(-BigInt(obligation.amount));
  return {
    seller: second,
    buyer: first,
    sellerKind,
    buyerKind,
    isin,
    quantity,
    currency,
    amount,
    settlementDate,
  };
}
