import { canonicalJson } from '../canonical';
import type { HeldInstrument, Lot, LotName, LotStatus, Position } from '../documents/holdings';
import { order } from '../order';
import type { AccountKind } from '../schema';

/** A lot's name as one text, for refusals and look-ups. */
export function lotName({ creator, lotId }: LotName): string {
  return `${creator}/${lotId}`;
}

/** The canonical text of a lot in a given status: what stands on the ledger while it has it. */
export function lotText(lot: Lot, status: LotStatus): string {
  return canonicalJson({ ...lot, status });
}

/** An amount of one instrument in one kind of account. */
export interface Sum {
  readonly instrument: HeldInstrument;
  readonly accountKind: AccountKind;
  readonly amount: bigint;
}

/** Sums of lots for each instrument and kind of account, in a fixed order. */
export function sumLots(lots: readonly Lot[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { instrument, accountKind, amount } of lots) {
    const name = `${instrument}/${accountKind}`;
    const before = sums.get(name)?.amount ?? 0n;
    sums.set(name, { instrument, accountKind, amount: before + BigInt(amount) });
  }
  return [...sums.entries()].sort(([a], [b]) => order(a, b)).map(([, sum]) => sum);
}

/** What a firm's lots come to: one position for each instrument and kind of account. Spent lots count for nothing. */
export function positionsOf(lots: readonly Lot[]): Position[] {
  const amountIn = (of: Sum, status: LotStatus): string => {
    const same = lots.filter(
      (lot) =>
        lot.status === status && lot.instrument === of.instrument && lot.accountKind === of.accountKind,
    );
    return String(same.reduce((sum, { amount }) => sum + BigInt(amount), 0n));
  };
  return sumLots(lots.filter(({ status }) => status !== 'SPENT')).map((sum) => ({
    instrument: sum.instrument,
    accountKind: sum.accountKind,
    free: amountIn(sum, 'FREE'),
    reserved: amountIn(sum, 'RESERVED'),
  }));
}
