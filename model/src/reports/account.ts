import type { HeldInstrument, Movement } from '../documents/holdings';
import type { Instruction } from '../documents/instructions';
import { order } from '../format/order';
import type { AccountKind } from '../schema/fields';
import { sumLots, type Sum } from '../settlement/lots';
import { accountKindOf } from '../settlement/records';

/** What changes what a firm holds. (A split does not: it makes what it consumes.) */
export type EntryKind = 'DEPOSIT' | 'WITHDRAWAL' | 'TRANSFER' | 'SETTLEMENT';

/** One change of what a firm holds of an instrument in one kind of account. */
export interface AccountEntry {
  readonly businessDay: string;
  readonly kind: EntryKind;
  readonly instrument: HeldInstrument;
  readonly accountKind: AccountKind;
  /** In the instrument's smallest unit: what came in, negative what went out. */
  readonly amount: bigint;
  /** The other firm, or the custodian. */
  readonly counterparty: string;
  /** Of the movement or the instruction: whose client made it, and its id. */
  readonly reference: string;
}

/** An instruction, and the business day on which it settled. */
export interface SettledInstruction {
  readonly instruction: Instruction;
  readonly businessDay: string;
}

/** What a firm held of an instrument when a business day began, what came and went, and what it held at its end. */
export interface AccountDay {
  readonly instrument: HeldInstrument;
  readonly accountKind: AccountKind;
  readonly opening: bigint;
  readonly deposited: bigint;
  readonly withdrawn: bigint;
  /** Free of payment: received, negative where more was given away. */
  readonly transferred: bigint;
  /** By settlement. */
  readonly received: bigint;
  readonly delivered: bigint;
  readonly closing: bigint;
}

function signed(sums: readonly Sum[], sign: 1n | -1n): Pick<AccountEntry, keyof Sum>[] {
  return sums.map(({ instrument, accountKind, amount }) => ({
    instrument,
    accountKind,
    amount: sign * amount,
  }));
}

function entriesOfMovement(owner: string, movement: Movement): AccountEntry[] {
  const { by, movementId, businessDay } = movement;
  const frame = { businessDay, reference: `${by}/${movementId}` };
  const as = (kind: EntryKind, counterparty: string, sums: Pick<AccountEntry, keyof Sum>[]): AccountEntry[] =>
    sums.map((sum) => ({ ...frame, kind, counterparty, ...sum }));
  switch (movement.kind) {
    case 'SPLIT':
      return [];
    case 'DEPOSIT':
      return movement.owner === owner ? as('DEPOSIT', by, signed(sumLots(movement.produced), 1n)) : [];
    case 'WITHDRAWAL':
      return by === owner
        ? as('WITHDRAWAL', movement.custodian, signed(sumLots(movement.consumed), -1n))
        : [];
    case 'TRANSFER': {
      if (by === owner) return as('TRANSFER', movement.receiver, signed(sumLots(movement.consumed), -1n));
      return movement.receiver === owner ? as('TRANSFER', by, signed(sumLots(movement.produced), 1n)) : [];
    }
  }
}

function entriesOfSettlement(
  owner: string,
  { instruction, businessDay }: SettledInstruction,
): AccountEntry[] {
  const { creator, instructionId, legs, pair } = instruction;
  if (!pair.includes(owner)) return [];
  return legs.map(({ from, to, instrument, amount }) => ({
    businessDay,
    kind: 'SETTLEMENT',
    instrument,
    accountKind: accountKindOf(instruction, owner),
    amount: from === owner ? -BigInt(amount) : BigInt(amount),
    counterparty: from === owner ? to : from,
    reference: `${creator}/${instructionId}`,
  }));
}

/** All that changed what a firm holds, by what the ledger has of its movements and settlements; oldest days first. */
export function accountEntries(
  owner: string,
  movements: readonly Movement[],
  settled: readonly SettledInstruction[],
): AccountEntry[] {
  return [
    ...movements.flatMap((movement) => entriesOfMovement(owner, movement)),
    ...settled.flatMap((each) => entriesOfSettlement(owner, each)),
  ].sort((a, b) => order(a.businessDay, b.businessDay));
}

/** What was held of an instrument in one kind of account at the end of some business day. */
export interface AccountBalance extends Pick<AccountDay, 'instrument' | 'accountKind'> {
  readonly amount: bigint;
}

type Changes = Omit<AccountDay, 'instrument' | 'accountKind' | 'closing'>;

const NOTHING: Changes = {
  opening: 0n,
  deposited: 0n,
  withdrawn: 0n,
  transferred: 0n,
  received: 0n,
  delivered: 0n,
};

function changesOf({ kind, amount }: AccountEntry): Partial<Changes> {
  switch (kind) {
    case 'DEPOSIT':
      return { deposited: amount };
    case 'WITHDRAWAL':
      return { withdrawn: -amount };
    case 'TRANSFER':
      return { transferred: amount };
    case 'SETTLEMENT':
      return amount < 0n ? { delivered: -amount } : { received: amount };
  }
}

function plus(changes: Changes, more: Partial<Changes>): Changes {
  const fields = Object.keys(NOTHING) as (keyof Changes)[];
  return Object.fromEntries(
    fields.map((field) => [field, changes[field] + (more[field] ?? 0n)]),
  ) as unknown as Changes;
}

function closingOf(changes: Changes): bigint {
  const { opening, deposited, withdrawn, transferred, received, delivered } = changes;
  return opening + deposited - withdrawn + transferred + received - delivered;
}

/**
 * Opening, movements and closing of a business day: what was held before it, each kind of change on it, and what
 * was held at its end. One row for each instrument and kind of account that was ever held, sorted.
 *
 * @param date of the business day, `YYYY-MM-DD`; later entries are left out
 * @param before what was held before all entries; nothing unless given
 */
export function accountDay(
  entries: readonly AccountEntry[],
  date: string,
  before: readonly AccountBalance[] = [],
): AccountDay[] {
  const rows = new Map<string, Pick<AccountDay, 'instrument' | 'accountKind'> & { changes: Changes }>();
  const add = (
    { instrument, accountKind }: Pick<AccountDay, 'instrument' | 'accountKind'>,
    more: Partial<Changes>,
  ): void => {
    const key = `${instrument}/${accountKind}`;
    const row = rows.get(key) ?? { instrument, accountKind, changes: NOTHING };
    rows.set(key, { ...row, changes: plus(row.changes, more) });
  };
  for (const balance of before) add(balance, { opening: balance.amount });
  for (const entry of entries) {
    if (entry.businessDay > date) continue;
    add(entry, entry.businessDay < date ? { opening: entry.amount } : changesOf(entry));
  }
  return [...rows]
    .sort(([a], [b]) => order(a, b))
    .map(([, { changes, ...row }]) => ({ ...row, ...changes, closing: closingOf(changes) }));
}
