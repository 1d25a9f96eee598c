import type { Instructed, Instruction, Netted } from '../documents/instructions';
import type { MatchResult } from '../documents/matching';
import type { ObligationName } from '../documents/obligations';
import { obligationName } from '../matching/obligation-name';
import { order } from '../format/order';
import type { MatchState } from '../matching/state';
import { instructedOf, isNothing, matchesTakenUp, settledBy, type Owed } from './taken-up';

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

function textsOf({ quantity, amount }: Owed): { quantity: string; amount: string } {
  return { quantity: String(quantity), amount: String(amount) };
}

function sumOf(a: Pick<Netted, 'quantity' | 'amount'>, { quantity, amount }: Owed): Owed {
  return { quantity: BigInt(a.quantity) + quantity, amount: BigInt(a.amount) + amount };
}

/** What is instructed of an obligation, changed by an instruction; nothing is kept of one of which nothing is. */
function changed(
  before: MatchState,
  instruction: Instruction,
  owed: Owed,
  nettedAfter: (netted: readonly Netted[]) => Netted[],
): Instructed[] {
  const { isin, settlementDate, currency, accountKinds } = instruction;
  const known = instructedOf(before, instruction);
  const sum = sumOf(known ?? { quantity: '0', amount: '0' }, owed);
  const netted = nettedAfter(known?.netted ?? []);
  const others = before.instructed.filter((each) => each !== known);
  if (isNothing(sum) && netted.length === 0) return others;
  return [...others, { isin, settlementDate, currency, accountKinds, ...textsOf(sum), netted }].sort((a, b) =>
    order(obligationName(a), obligationName(b)),
  );
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));
}

/** What of a trade's parts is left once all that is free of it is instructed gross: those that are netted. */
function partsAfterGross(before: MatchState, instruction: Instruction, uti: string): MatchState['returned'] {
  const netted = instructedOf(before, instruction)?.netted.flatMap(({ matches }) => matches) ?? [];
  const kept = (before.returned[uti] ?? []).filter(({ sequence }) =>
    netted.some(([from, to]) => from <= sequence && sequence <= to),
  );
  const others = without(before.returned, uti);
  return kept.length > 0 ? { ...others, [uti]: kept } : others;
}

/**
 * What stands after one more instruction.
 *
 * @param owed what the instruction settles
 */
export function afterInstruction(before: MatchState, instruction: Instruction, owed: Owed): MatchState {
  const { origin } = instruction;
  if (origin.kind === 'GROSS') {
    return {
      ...before,
      instructed: changed(before, instruction, owed, (netted) => [...netted]),
      gross: [...new Set([...before.gross, origin.uti])].sort(order),
      returned: partsAfterGross(before, instruction, origin.uti),
    };
  }
  const { sequence } = origin;
  const instructed = changed(before, instruction, owed, (netted) => [
    ...netted.map((each) => ({ ...each, returned: false })),
    { sequence, matches: matchesTakenUp(netted, sequence), ...textsOf(owed), returned: false },
  ]);
  return { ...before, instructed };
}

function overlap(a: Netted, b: Netted): boolean {
  return a.matches.some(([from, to]) => b.matches.some(([first, last]) => from <= last && first <= to));
}

/**
 * What is netted after some of a net instruction has come back. Those that share trades with it, because a part of it had
 * come back before and they took that up, have to be taken up with it again.
 */
function nettedAfterGivingBack(netted: readonly Netted[], sequence: number, back: Owed): Netted[] {
  const giving = netted.find((each) => each.sequence === sequence);
  if (!giving) return [...netted];
  return netted.flatMap((each) => {
    const rest = each === giving ? sumOf(each, back) : sumOf(each, { quantity: 0n, amount: 0n });
    if (isNothing(rest) && each === giving) return [];
    return [{ ...each, ...textsOf(rest), returned: each.returned || overlap(each, giving) }];
  });
}

/** What the cancelling of an instruction is recorded with. */
export interface GivingBack {
  /** Whose consent was the second one. */
  readonly member: string;
  readonly businessDay: string;
  readonly salt: string;
}

/** The result that tells of a cancelled instruction, numbered as a match's are. */
export function resultOfGivingBack(
  { pair, tradeDate, sequence }: MatchState,
  { creator, instructionId }: Instruction,
  { member, businessDay, salt }: GivingBack,
): MatchResult {
  return {
    ...{ type: 'match-result', version: 1, pair: [...pair], tradeDate, sequence, businessDay },
    matchedBy: member,
    ...{ matched: [], breaks: [], corrected: [], withoutEffect: [], asked: [], cancelled: [] },
    returned: { creator, instructionId },
    salt,
  };
}

/**
 * What stands after an instruction has been cancelled: what it would have settled is owed as before, to be instructed anew.
 * The number goes up, so that what comes back is told from what came before.
 */
export function afterGivingBack(before: MatchState, instruction: Instruction): MatchState {
  const { origin } = instruction;
  const sequence = before.sequence + 1;
  const { quantity, amount } = settledBy(instruction);
  const back = { quantity: -quantity, amount: -amount };
  if (origin.kind === 'GROSS') {
    const { uti } = origin;
    const size = (value: bigint): string => String(value < 0n ? -value : value);
    const part = { sequence, quantity: size(quantity), amount: size(amount) };
    return {
      ...before,
      sequence,
      instructed: changed(before, instruction, back, (netted) => [...netted]),
      returned: { ...before.returned, [uti]: [...(before.returned[uti] ?? []), part] },
    };
  }
  const instructed = changed(before, instruction, back, (netted) =>
    nettedAfterGivingBack(netted, origin.sequence, back),
  );
  return { ...before, sequence, instructed };
}
