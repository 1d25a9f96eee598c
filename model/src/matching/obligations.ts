import type { MatchedTrade, Obligation, Pair } from '../documents/trades';
import { order } from '../order';

/** What tells a pair's obligations apart. */
export type ObligationFrame = Omit<Obligation, 'quantity' | 'amount'>;

interface Balance {
  readonly frame: ObligationFrame;
  quantity: bigint;
  amount: bigint;
}

/** An obligation's name within a pair and trade date. */
export function obligationName(frame: ObligationFrame): string {
  return [frame.isin, frame.settlementDate, frame.currency, ...frame.accountKinds].join('/');
}

/**
 * Nets matched trades into what the pair's members owe each other, one obligation per instrument,
 * settlement date, currency and both sides' account kinds.
 *
 * @param before obligations that stand already
 * @param matched trades to add to them
 * @returns all obligations, seen from the pair's first member, in a fixed order
 */
export function netObligations(
  pair: Pair,
  before: readonly Obligation[],
  matched: readonly MatchedTrade[],
): Obligation[] {
  const balances = new Map<string, Balance>();
  const add = (frame: ObligationFrame, quantity: bigint, amount: bigint): void => {
    const name = obligationName(frame);
    const balance = balances.get(name) ?? { frame, quantity: 0n, amount: 0n };
    balance.quantity += quantity;
    balance.amount += amount;
    balances.set(name, balance);
  };
  for (const { quantity, amount, ...frame } of before) add(frame, BigInt(quantity), BigInt(amount));
  for (const trade of matched) {
    const sign = trade.buyer === pair[0] ? 1n : -1n;
    const { isin, settlementDate, currency, accountKinds } = trade;
    add(
      { isin, settlementDate, currency, accountKinds },
      sign * BigInt(trade.quantity),
      -sign * BigInt(trade.amount),
    );
  }
  return [...balances.entries()]
    .sort(([a], [b]) => order(a, b))
    .map(([, { frame, quantity, amount }]) => ({
      ...frame,
      quantity: String(quantity),
      amount: String(amount),
    }));
}
