import type { Instructed, Instruction, Netted } from '../documents/instructions';
import type { MatchedTradeRecord } from '../documents/matching';
import type { ObligationName } from '../documents/obligations';
import type { Pair } from '../documents/pair';
import { obligationName } from '../matching/obligation-name';
import type { MatchState } from '../matching/state';

/** A quantity and an amount, seen from a pair's first member. */
export interface Owed {
  readonly quantity: bigint;
  readonly amount: bigint;
}

/** Whether neither a quantity nor an amount is owed. */
export function isNothing({ quantity, amount }: Owed): boolean {
  return quantity === 0n && amount === 0n;
}

/** What one matched trade makes the pair's members owe each other. */
export function owedBy(
  trade: Pick<MatchedTradeRecord, 'buyer' | 'quantity' | 'amount'>,
  [first]: Pair,
): Owed {
  const sign = trade.buyer === first ? 1n : -1n;
  return { quantity: sign * BigInt(trade.quantity), amount: -sign * BigInt(trade.amount) };
}

/** What an instruction settles, seen from its pair's first member. */
export function settledBy({ pair: [first], isin, legs }: Pick<Instruction, 'pair' | 'isin' | 'legs'>): Owed {
  const of = (isSecurity: boolean): bigint =>
    legs
      .filter(({ instrument }) => (instrument === isin) === isSecurity)
      .reduce((sum, { to, amount }) => sum + (to === first ? BigInt(amount) : -BigInt(amount)), 0n);
  return { quantity: of(true), amount: of(false) };
}

/** What has been instructed of an obligation so far; undefined when nothing has. */
export function instructedOf(
  { instructed }: Pick<MatchState, 'instructed'>,
  frame: ObligationName,
): Instructed | undefined {
  const name = obligationName(frame);
  return instructed.find((each) => obligationName(each) === name);
}

/** Matches by their numbers, from and to. */
type Matches = Netted['matches'][number];

function isAmong(number: number, matches: readonly Matches[]): boolean {
  return matches.some(([from, to]) => from <= number && number <= to);
}

/** Whether the trades of an obligation that a match found are netted into an instruction. */
function isNetted(state: Pick<MatchState, 'instructed'>, frame: ObligationName, number: number): boolean {
  return instructedOf(state, frame)?.netted.some(({ matches }) => isAmong(number, matches)) ?? false;
}

/**
 * Of which matches a net instruction takes the trades up: of all so far that no other one has, and of those of which a part
 * has come back, since it takes that up, too.
 */
export function matchesTakenUp(netted: readonly Netted[], sequence: number): Matches[] {
  const others = netted.filter(({ returned }) => !returned).flatMap(({ matches }) => matches);
  const taken: Matches[] = [];
  let from = 1;
  for (const [first, last] of [...others].sort(([a], [b]) => a - b)) {
    if (first > from) taken.push([from, first - 1]);
    from = Math.max(from, last + 1);
  }
  return from <= sequence ? [...taken, [from, sequence]] : taken;
}

/** The parts of a trade that have come back from gross instructions, and that no later net one has taken up. */
function freeParts(trade: MatchedTradeRecord, state: Pick<MatchState, 'instructed' | 'returned'>) {
  const parts = state.returned[trade.uti] ?? [];
  return parts.filter(({ sequence }) => !isNetted(state, trade, sequence));
}

/**
 * What of a matched trade is in no instruction, in the trade's own direction.
 *
 * @param sequence the match that found it
 */
export function freeOf(
  trade: MatchedTradeRecord,
  sequence: number,
  state: Pick<MatchState, 'instructed' | 'gross' | 'returned'>,
): Owed {
  if (!state.gross.includes(trade.uti)) {
    const isTaken = isNetted(state, trade, sequence);
    return isTaken
      ? { quantity: 0n, amount: 0n }
      : { quantity: BigInt(trade.quantity), amount: BigInt(trade.amount) };
  }
  return freeParts(trade, state).reduce(
    (sum, part) => ({
      quantity: sum.quantity + BigInt(part.quantity),
      amount: sum.amount + BigInt(part.amount),
    }),
    { quantity: 0n, amount: 0n },
  );
}

/** Whether anything of a matched trade is in an instruction, by itself or netted with others. */
export function isInstructed(
  trade: MatchedTradeRecord,
  sequence: number,
  state: Pick<MatchState, 'instructed' | 'gross' | 'returned'>,
): boolean {
  const { quantity, amount } = freeOf(trade, sequence, state);
  return quantity !== BigInt(trade.quantity) || amount !== BigInt(trade.amount);
}
