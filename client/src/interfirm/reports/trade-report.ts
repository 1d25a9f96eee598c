import type { BreakCode, Pair } from '@jangbu/model';
import type { MatchedTrade, Obligation, TradeBreak, WaitingTrade } from '../matching/match-view';

/** What the ledger has of a pair's trade date. */
export interface PairDayFacts {
  readonly pair: Pair;
  readonly matched: readonly MatchedTrade[];
  readonly breaks: readonly TradeBreak[];
  readonly waiting: readonly WaitingTrade[];
  readonly obligations: readonly Obligation[];
}

/** What became of a pair's trades on a trade date. */
export interface PairTrades {
  readonly pair: Pair;
  readonly matched: number;
  /** Settlement amounts of the matched trades, in the won's smallest unit. */
  readonly matchedValue: bigint;
  readonly broken: number;
  readonly waiting: number;
  /** Net obligations. */
  readonly obligations: number;
  /** Money that settles the obligations. */
  readonly netValue: bigint;
}

/** One field on which two firms differ. */
export interface BreakLine {
  readonly pair: Pair;
  readonly uti: string;
  readonly code: BreakCode;
  /** What the pair's first member stated, and its second. */
  readonly stated: readonly [string, string];
}

/** A trade whose other side is not stated. */
export interface UnmatchedLine {
  readonly pair: Pair;
  readonly uti: string;
  readonly statedBy: string;
  readonly side: 'BUY' | 'SELL';
  readonly isin: string;
  readonly quantity: bigint;
  readonly amount: bigint;
  readonly settlementDate: string;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

function sum<T>(items: readonly T[], of: (item: T) => bigint): bigint {
  return items.reduce((total, item) => total + of(item), 0n);
}

/** One line a pair that has stated anything. */
export function pairTrades(facts: readonly PairDayFacts[]): PairTrades[] {
  return facts
    .filter(({ matched, breaks, waiting }) => matched.length + breaks.length + waiting.length > 0)
    .map(({ pair, matched, breaks, waiting, obligations }) => ({
      pair,
      matched: matched.length,
      matchedValue: sum(matched, ({ amount }) => amount),
      broken: breaks.length,
      waiting: waiting.length,
      obligations: obligations.length,
      netValue: sum(obligations, ({ amount }) => absolute(amount)),
    }));
}

/** One line a differing field. */
export function breakLines(facts: readonly PairDayFacts[]): BreakLine[] {
  return facts.flatMap(({ pair, breaks }) =>
    breaks.flatMap(({ uti, differences }) =>
      differences.map(({ code, stated }) => ({ pair, uti, code, stated })),
    ),
  );
}

/** One line a trade that waits for its other side. */
export function unmatchedLines(facts: readonly PairDayFacts[]): UnmatchedLine[] {
  return facts.flatMap(({ pair, waiting }) =>
    waiting.map(({ uti, statedBy, statement: { side, isin, quantity, amount, settlementDate } }) => ({
      pair,
      uti,
      statedBy,
      side,
      isin,
      quantity,
      amount,
      settlementDate,
    })),
  );
}
