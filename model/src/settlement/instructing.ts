import type { Instructed, Instruction, InstructionIndex } from '../documents/instructions';
import type { MatchedTradeRecord } from '../documents/matching';
import type { ObligationRecord, ObligationName } from '../documents/obligations';
import type { Pair } from '../documents/pair';
import { obligationName } from '../matching/obligation-name';
import { order } from '../format/order';

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
  index: InstructionIndex | undefined,
  frame: ObligationName,
): Instructed | undefined {
  const name = obligationName(frame);
  return index?.instructed.find((each) => obligationName(each) === name);
}

/** What is left of an obligation once all that was instructed of it is taken out. */
export function leftOf(obligation: ObligationRecord, instructed: Instructed | undefined): Owed {
  return {
    quantity: BigInt(obligation.quantity) - BigInt(instructed?.quantity ?? 0),
    amount: BigInt(obligation.amount) - BigInt(instructed?.amount ?? 0),
  };
}

/** Whether a matched trade is part of an instruction already, by itself or netted with others. */
export function isInstructed(
  trade: MatchedTradeRecord,
  sequence: number,
  index: InstructionIndex | undefined,
): boolean {
  if (!index) return false;
  return index.gross.includes(trade.uti) || (instructedOf(index, trade)?.netted ?? 0) >= sequence;
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
 * The instruction index after one more instruction.
 *
 * @param owed what the instruction settles
 * @param salt of the index that is written
 */
export function afterInstruction(
  before: InstructionIndex | undefined,
  instruction: Instruction,
  owed: Owed,
  salt: string,
): InstructionIndex {
  const { pair, tradeDate, origin } = instruction;
  const { sequence, instructed, gross } = before ?? { sequence: 0, instructed: [], gross: [] };
  const known = instructedOf(before, instruction);
  const others = instructed.filter((each) => each !== known);
  return {
    type: 'instruction-index',
    version: 1,
    pair,
    tradeDate,
    sequence: sequence + 1,
    instructed: [...others, instructedMore(known, instruction, owed)].sort((a, b) =>
      order(obligationName(a), obligationName(b)),
    ),
    gross: origin.kind === 'GROSS' ? [...gross, origin.uti].sort(order) : gross,
    salt,
  };
}
