import type { Instructed, Instruction } from '../documents/instructions';
import type { MatchedTradeRecord } from '../documents/matching';
import type { ObligationName } from '../documents/obligations';
import type { Pair } from '../documents/pair';
import { obligationName } from '../matching/obligation-name';
import { order } from '../format/order';
import type { MatchState } from '../matching/state';

/** A quantity and an amount, seen from a pair's first member. */
export interface Owed {
  readonly quantity: bigint;
  readonly amount: bigint;
}

/** What one matched trade makes the pair's members owe each other. */
export function owedBy(trade: MatchedTradeRecord, [first]: Pair): Owed {
  const sign = trade.buyer === first ? 1n : -1n;
  return { quantity: sign * BigInt(trade.quantity), amount: -sign * BigInt(trade.amount) };
}

/** What has been instructed of an obligation so far; undefined when nothing has. */
export function instructedOf(
  { instructed }: Pick<MatchState, 'instructed'>,
  frame: ObligationName,
): Instructed | undefined {
  const name = obligationName(frame);
  return instructed.find((each) => obligationName(each) === name);
}

/** An obligation, and what is left of it once all that was instructed of it is taken out. */
export interface Left {
  readonly of: ObligationName;
  readonly owed: Owed;
}

/**
 * What is left of a pair's day to instruct, nothing where all is instructed. An obligation that has come to nothing is
 * listed no more, but what was instructed of it is: then the way back is left.
 */
export function leftToInstruct(state: Pick<MatchState, 'obligations' | 'instructed'>): Left[] {
  const names = new Map(
    [...state.instructed, ...state.obligations].map((each) => [obligationName(each), each] as const),
  );
  return [...names].sort(([a], [b]) => order(a, b)).map(([, of]) => ({ of, owed: leftOf(state, of) }));
}

/** What is left to instruct under an obligation's name. */
function leftOf(
  { obligations, instructed }: Pick<MatchState, 'obligations' | 'instructed'>,
  of: ObligationName,
): Owed {
  const name = obligationName(of);
  const owed = obligations.find((each) => obligationName(each) === name);
  const taken = instructed.find((each) => obligationName(each) === name);
  return {
    quantity: BigInt(owed?.quantity ?? 0) - BigInt(taken?.quantity ?? 0),
    amount: BigInt(owed?.amount ?? 0) - BigInt(taken?.amount ?? 0),
  };
}

/** Whether a matched trade is part of an instruction already, by itself or netted with others. */
export function isInstructed(
  trade: MatchedTradeRecord,
  sequence: number,
  state: Pick<MatchState, 'instructed' | 'gross'>,
): boolean {
  return state.gross.includes(trade.uti) || (instructedOf(state, trade)?.netted ?? 0) >= sequence;
}

function instructedMore(known: Instructed | undefined, instruction: Instruction, owed: Owed): Instructed {
  const { isin, settlementDate, currency, accountKinds, origin } = instruction;
  const before = known ?? { quantity: '0', amount: '0', netted: 0 };
  return {
    isin,
    settlementDate,
    currency,
    accountKinds,
    quantity: String(BigInt(before.quantity) + owed.quantity),
    amount: String(BigInt(before.amount) + owed.amount),
    netted: origin.kind === 'NET' ? origin.sequence : before.netted,
  };
}

/**
 * What stands after one more instruction.
 *
 * @param owed what the instruction settles
 */
export function afterInstruction(before: MatchState, instruction: Instruction, owed: Owed): MatchState {
  const { origin } = instruction;
  const known = instructedOf(before, instruction);
  const others = before.instructed.filter((each) => each !== known);
  return {
    ...before,
    instructed: [...others, instructedMore(known, instruction, owed)].sort((a, b) =>
      order(obligationName(a), obligationName(b)),
    ),
    gross: origin.kind === 'GROSS' ? [...before.gross, origin.uti].sort(order) : before.gross,
  };
}
