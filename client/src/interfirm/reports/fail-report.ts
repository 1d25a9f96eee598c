import { instructionName, type Pair } from '@jangbu/model';
import type { SettlementInstruction } from '../settlement/instruction-view';

/** An instruction that did not settle on a business day. */
export interface FailLine {
  readonly instruction: string;
  readonly pair: Pair;
  readonly isin: string;
  readonly businessDay: string;
  readonly rollsTo: string;
  readonly atFault: readonly string[];
  /** In won; owed by the one firm at fault to the other. The ledger records it and does not collect it. */
  readonly penalty: bigint;
  /** What has become of the instruction by now. */
  readonly status: SettlementInstruction['status'];
}

/** What one firm owes another for fails. */
export interface PenaltySum {
  readonly from: string;
  readonly to: string;
  readonly fails: number;
  readonly penalty: bigint;
}

/** The fails recorded from one business day to another, both included. */
export function failLines(
  instructions: readonly SettlementInstruction[],
  from: string,
  to: string,
): FailLine[] {
  return instructions.flatMap((each) =>
    each.fails
      .filter(({ businessDay }) => businessDay >= from && businessDay <= to)
      .map(({ businessDay, rollsTo, atFault, penalty }) => ({
        instruction: instructionName(each),
        pair: [...each.pair],
        isin: each.isin,
        businessDay,
        rollsTo,
        atFault,
        penalty,
        status: each.status,
      })),
  );
}

/** Penalties by who owes whom, of the fails for which one firm alone is at fault. */
export function penaltySums(fails: readonly FailLine[]): PenaltySum[] {
  const sums = new Map<string, PenaltySum>();
  for (const { pair, atFault, penalty } of fails) {
    const [from, ...others] = atFault;
    const to = pair.find((member) => member !== from);
    if (from === undefined || to === undefined || others.length > 0) continue;
    const key = `${from}/${to}`;
    const before = sums.get(key) ?? { from, to, fails: 0, penalty: 0n };
    sums.set(key, { ...before, fails: before.fails + 1, penalty: before.penalty + penalty });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
