import type { MatchedTradeRecord } from '../documents/matching';
import type { ObligationRecord, ObligationName } from '../documents/obligations';
import type { Pair } from '../documents/pair';
import { order } from '../format/order';
import { obligationName } from './obligation-name';

interface Balance {
  readonly frame: ObligationName;
  quantity: bigint;
  amount: bigint;
}

/** Trades that are added to obligations, and trades that are taken out of them again. */
export interface NettedTrades {
  readonly matched?: readonly MatchedTradeRecord[];
  readonly cancelled?: readonly MatchedTradeRecord[];
}

/**
 * Nets matched trades into what the pair's members owe each other, one obligation per instrument,
 * settlement date, currency and both sides' account kinds. What nets to nothing is not owed.
 *
 * @param before obligations that stand already
 * @param trades what to add to them, and what to take out
 * @returns all obligations, seen from the pair's first member, in a fixed order
 */
export function netObligations(
  pair: Pair,
  before: readonly ObligationRecord[],
  { matched = [], cancelled = [] }: NettedTrades,
): ObligationRecord[] {
  const balances = new Map<string, Balance>();
  const add = (frame: ObligationName, quantity: bigint, amount: bigint): void => {
    const name = obligationName(frame);
    const balance = balances.get(name) ?? { frame, quantity: 0n, amount: 0n };
    balance.quantity += quantity;
    balance.amount += amount;
    balances.set(name, balance);
  };
  for (const { quantity, amount, ...frame } of before) add(frame, BigInt(quantity), BigInt(amount));
  const net = (trade: MatchedTradeRecord, times: 1n | -1n): void => {
    const sign = trade.buyer === pair[0] ? times : -times;
    const { isin, settlementDate, currency, accountKinds } = trade;
    add(
      { isin, settlementDate, currency, accountKinds },
      sign * BigInt(trade.quantity),
      -sign * BigInt(trade.amount),
    );
  };
  for (const trade of matched) net(trade, 1n);
  for (const trade of cancelled) net(trade, -1n);
  return [...balances.entries()]
    .filter(([, { quantity, amount }]) => quantity !== 0n || amount !== 0n)
    .sort(([a], [b]) => order(a, b))
    .map(([, { frame, quantity, amount }]) => ({
      ...frame,
      quantity: String(quantity),
      amount: String(amount),
    }));
}
