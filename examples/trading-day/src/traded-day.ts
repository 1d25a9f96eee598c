import type { BreakCode } from '@jangbu/model';

/** What became of the trades between two firms on one trade date. */
export interface TradedPair {
  /** Member ids, in the pair's order. */
  readonly pair: readonly [string, string];
  readonly matched: number;
  readonly broken: readonly { readonly uti: string; readonly codes: readonly BreakCode[] }[];
  /** Statements whose other side is not stated. */
  readonly waiting: readonly { readonly uti: string; readonly firm: string }[];
  /** Net obligations, and what they would be without netting: one a matched trade. */
  readonly obligations: number;
  /** Settlement amounts of the matched trades, in won. */
  readonly grossValue: bigint;
  /** Money that moves when the obligations are settled, in won. */
  readonly netValue: bigint;
}

/** A statement that did not get onto the ledger. */
export interface RefusedStatement {
  readonly uti: string;
  readonly firm: string;
  readonly counterparty: string;
  /** Why: a problem's code. */
  readonly code: string;
}

/** A whole trading day, as the ledger tells it. */
export interface TradedDay {
  readonly date: string;
  readonly statements: number;
  readonly pages: number;
  readonly pairs: readonly TradedPair[];
  readonly refused: readonly RefusedStatement[];
  /** Wall-clock seconds of recording and of matching. */
  readonly seconds: { readonly record: number; readonly match: number };
}

/** The sum of one figure over all pairs. */
export function total(report: TradedDay, figure: (pair: TradedPair) => number): number {
  return report.pairs.reduce((sum, pair) => sum + figure(pair), 0);
}

/** The sum of one amount over all pairs. */
export function totalValue(report: TradedDay, figure: (pair: TradedPair) => bigint): bigint {
  return report.pairs.reduce((sum, pair) => sum + figure(pair), 0n);
}
