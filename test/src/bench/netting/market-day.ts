import { addBusinessDays, type Delivery, type Instrument } from '@jangbu/model';
import { seeded } from '../../random/seeded';

/** Of the deliveries, so many are of customers' accounts, on each side. */
const CLIENT_SHARE = 0.7;
/** Prices of a day stay this close to where they began, either way. */
const PRICE_SPREAD = 0.03;
const TRADE_DATE = '2026-03-11';

interface MarketSize {
  readonly firms: readonly string[];
  readonly instruments: readonly Pick<Instrument, 'isin' | 'currency'>[];
  readonly count: number;
  readonly seed: number;
}

/**
 * A day's trades among firms, as deliveries: any two firms, instruments of very different turnover,
 * each with its own price that moves a little, most of it settling at T+2.
 */
export function marketDay({ firms, instruments, count, seed }: MarketSize): Delivery[] {
  if (firms.length < 2 || instruments.length === 0)
    throw new RangeError('a market has firms and instruments');
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const prices = instruments.map(() => 100 * (50 + below(5_000)));
  const dates = [2, 2, 2, 1].map((cycle) => addBusinessDays(TRADE_DATE, cycle, { closedDays: [] }));
  const kind = (): Delivery['sellerKind'] => (random() < CLIENT_SHARE ? 'CLIENT' : 'HOUSE');
  return Array.from({ length: count }, () => {
    const seller = below(firms.length);
    const buyer = (seller + 1 + below(firms.length - 1)) % firms.length;
    const chosen = Math.floor(instruments.length * random() ** 2);
    const quantity = 10 * (1 + below(500));
    const price = Math.round((prices[chosen] ?? 0) * (1 + PRICE_SPREAD * (2 * random() - 1)));
    return {
      seller: firms[seller] ?? '',
      buyer: firms[buyer] ?? '',
      sellerKind: kind(),
      buyerKind: kind(),
      isin: instruments[chosen]?.isin ?? '',
      quantity: String(quantity),
      currency: instruments[chosen]?.currency ?? '',
      amount: String(quantity * price),
      settlementDate: dates[below(dates.length)] ?? '',
    };
  });
}
