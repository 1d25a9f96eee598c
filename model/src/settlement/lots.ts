import { canonicalJson } from '../format/canonical';
import type { HeldInstrument, Lot, LotName, LotStatus, Movement } from '../documents/holdings';
import type { Outstanding, LedgerPosition } from '../queries/holdings';
import { order } from '../format/order';
import type { AccountKind } from '../schema/fields';

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
export function positionsOf(lots: readonly Lot[]): LedgerPosition[] {
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

function amountsOf(lots: readonly Lot[]): Map<HeldInstrument, bigint> {
  const amounts = new Map<HeldInstrument, bigint>();
  for (const { instrument, amount } of sumLots(lots)) {
    amounts.set(instrument, (amounts.get(instrument) ?? 0n) + amount);
  }
  return amounts;
}

/**
 * All that is outstanding of each instrument. `outstanding` is summed over the lots themselves, apart
 * from what was deposited and withdrawn: where the three do not fit, lots were made or lost.
 *
 * @param lots all lots of the ledger, spent ones too
 * @param movements all movements of the ledger
 */
export function sumOutstanding(lots: readonly Lot[], movements: readonly Movement[]): Outstanding[] {
  const deposited = amountsOf(movements.flatMap((each) => (each.kind === 'DEPOSIT' ? each.produced : [])));
  const withdrawn = amountsOf(movements.flatMap((each) => (each.kind === 'WITHDRAWAL' ? each.consumed : [])));
  const standing = amountsOf(lots.filter(({ status }) => status !== 'SPENT'));
  const instruments = new Set([...deposited.keys(), ...withdrawn.keys(), ...standing.keys()]);
  const amountIn = (amounts: typeof standing, instrument: HeldInstrument): string =>
    String(amounts.get(instrument) ?? 0n);
  return [...instruments].sort(order).map((instrument) => ({
    instrument,
    deposited: amountIn(deposited, instrument),
    withdrawn: amountIn(withdrawn, instrument),
    outstanding: amountIn(standing, instrument),
  }));
}
