import { isOpenInstruction, type HeldInstrument } from '@jangbu/model';
import type { SettlementInstruction } from '../settlement/instruction-view';

/** How instructions stand that are due on one business day in one instrument. */
export interface InstructionSum {
  readonly dueDate: string;
  readonly isin: HeldInstrument;
  /** Both legs wait for lots. */
  readonly unreserved: number;
  /** Some legs have lots reserved. */
  readonly partlyReserved: number;
  readonly reserved: number;
  readonly settled: number;
  readonly cancelled: number;
  /** Two others stand in their place. */
  readonly divided: number;
}

type Counted = Exclude<keyof InstructionSum, 'dueDate' | 'isin'>;

const NONE = { unreserved: 0, partlyReserved: 0, reserved: 0, settled: 0, cancelled: 0, divided: 0 };

function standingOf({ status, legs }: SettlementInstruction): Counted {
  switch (status) {
    case 'SETTLED':
      return 'settled';
    case 'CANCELLED':
      return 'cancelled';
    case 'DIVIDED':
      return 'divided';
    case 'RESERVED':
      return 'reserved';
    case 'PENDING':
      return legs.some((leg) => leg.reserved) ? 'partlyReserved' : 'unreserved';
  }
}

/** Instructions that concern a business day: those that settled on it, and those due by then that have not ended. */
export function concerning(
  instructions: readonly SettlementInstruction[],
  date: string,
): SettlementInstruction[] {
  return instructions.filter(({ status, settledOn, dueDate }) =>
    status === 'SETTLED' ? settledOn === date : isOpenInstruction(status) && dueDate <= date,
  );
}

/** Instructions counted by due date and instrument, sorted by both. */
export function instructionSums(instructions: readonly SettlementInstruction[]): InstructionSum[] {
  const sums = new Map<string, InstructionSum>();
  for (const each of instructions) {
    const { dueDate, isin } = each;
    const key = `${dueDate}/${isin}`;
    const before = sums.get(key) ?? { dueDate, isin, ...NONE };
    const standing = standingOf(each);
    sums.set(key, { ...before, [standing]: before[standing] + 1 });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
