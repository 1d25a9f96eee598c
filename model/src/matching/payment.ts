import type { Instrument } from '../documents/instruments';
import type { PaymentProblemCode, TradeStatement } from '../documents/trade-statements';

/** How an instrument is counted and priced. */
export type PriceConvention = Pick<Instrument, 'kind' | 'quantityScale' | 'priceScale'>;

type Paid = Pick<
  TradeStatement,
  'quantity' | 'price' | 'cleanPrice' | 'accruedInterest' | 'amount' | 'payment'
>;

/** Where the members have set no tolerance: one percent, more than a price loses when it is rounded to a tick. */
export const DEFAULT_PRICE_TOLERANCE = 100;

const WHOLE = 10_000n;

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

/**
 * Whether a trade says that it is paid for, or else that it is free of payment: nothing changes hands for nothing by an
 * empty field.
 */
export function paymentStated({
  price,
  cleanPrice,
  accruedInterest,
  amount,
  payment,
}: Paid): PaymentProblemCode | undefined {
  const isZero = (stated: string | undefined): boolean => stated === undefined || stated === '0';
  if (payment === 'FREE') {
    return [price, cleanPrice, accruedInterest, amount].every(isZero) ? undefined : 'PAYMENT_UNFIT';
  }
  return isZero(price) || isZero(amount) ? 'PAYMENT_MISSING' : undefined;
}

/**
 * Whether an amount is the price of the quantity, within the tolerance, or one smallest unit of rounding. A price is for
 * one whole unit; a bond's amount is its clean price for the face value and the accrued interest, and by its full price
 * as well.
 *
 * @param tolerance basis points of what the price comes to
 */
function isByPrice(
  trade: Paid,
  { kind, quantityScale, priceScale }: PriceConvention,
  tolerance: bigint,
): boolean {
  const one = 10n ** BigInt(quantityScale + priceScale);
  const quantity = BigInt(trade.quantity);
  const isNear = (price: string, interest: string): boolean => {
    // In parts of the smallest unit, so that nothing is rounded.
    const expected = quantity * BigInt(price) + BigInt(interest) * one;
    const off = distance(expected, BigInt(trade.amount) * one);
    return off <= one || off * WHOLE <= expected * tolerance;
  };
  if (!isNear(trade.price, '0')) return false;
  return kind !== 'BOND' || isNear(trade.cleanPrice ?? '0', trade.accruedInterest ?? '0');
}

/**
 * What is wrong with what is paid for a trade; undefined when nothing is. Bonds are expected to state clean price and
 * accrued interest.
 *
 * @param tolerance basis points (hundredths of a percent) by which an amount may be off its price
 */
export function paymentProblem(
  trade: Paid,
  convention: PriceConvention,
  tolerance: number,
): PaymentProblemCode | undefined {
  const problem = paymentStated(trade);
  if (problem || trade.payment === 'FREE') return problem;
  return isByPrice(trade, convention, BigInt(tolerance)) ? undefined : 'AMOUNT_NOT_BY_PRICE';
}
