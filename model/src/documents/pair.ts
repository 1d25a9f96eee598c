import { Type } from '@sinclair/typebox';
import { closed, DateText, MemberId } from '../schema/fields';

/** Two members that trade with each other, in the order of their ids. */
export const Pair = Type.Tuple([MemberId, MemberId]);
export type Pair = readonly [string, string];

/** A pair's trade date: what two members traded with each other on one day. */
export const PairDay = closed({ pair: Pair, tradeDate: DateText });
export interface PairDay {
  readonly pair: Pair;
  readonly tradeDate: string;
}

/** The two members in the order in which a pair is written. */
export function pairOf(a: string, b: string): Pair {
  return a < b ? [a, b] : [b, a];
}

/** Whether two pairs are of the same two members, in whatever order. */
export function isSamePair(one: Pair, other: Pair): boolean {
  return pairOf(...one).join() === pairOf(...other).join();
}
