import { settlementDateOf, type FoundingList, type Parameters } from '@jangbu/model';
import { tradeCsv, utiOf } from '../network/trade-file';

/** What is traded: the one instrument of the page. */
export const ISIN = 'KR7005930003';

/** One trade of a day: what the first organisation sells to the second, or buys of it. */
interface AgreedTrade {
  readonly uti: string;
  readonly quantity: number;
  readonly price: number;
  readonly firstSells: boolean;
}

/** A day's trades of the two, as they have agreed on them. */
export function agreedTrades({ members: [first] }: FoundingList, count: number): readonly AgreedTrade[] {
  return Array.from({ length: count }, (_, index) => ({
    uti: utiOf(first?.lei ?? ''),
    quantity: 10 + index,
    price: 98_000 + 100 * index,
    firstSells: index % 3 !== 0,
  }));
}

/** The trades as the first or the second organisation states them, as a CSV file. */
export function stated(
  trades: readonly AgreedTrade[],
  by: 'FIRST' | 'SECOND',
  tradeDate: string,
  parameters: Parameters,
): string {
  const settlementDate = settlementDateOf(tradeDate, 'EQUITY', parameters.settlementRules, parameters);
  return tradeCsv(
    trades.map(({ uti, quantity, price, firstSells }, index) => ({
      uti,
      counterparty: by === 'FIRST' ? 'org2' : 'org1',
      tradeDate,
      side: firstSells === (by === 'FIRST') ? 'SELL' : 'BUY',
      isin: ISIN,
      quantity: BigInt(quantity),
      price: BigInt(price),
      currency: 'KRW',
      amount: BigInt(quantity * price),
      settlementDate,
      accountKind: 'HOUSE',
      reference: `R${index}`,
    })),
  );
}

/** How much the first one delivers in all, less what it receives. */
export function netDelivery(trades: readonly AgreedTrade[]): number {
  return trades.reduce((sum, { quantity, firstSells }) => sum + (firstSells ? quantity : -quantity), 0);
}
