import type { AccountKind, HeldInstrument, Instruction, Lot, LotName, LedgerPosition } from '@jangbu/model';

/** One indivisible entry of a holding. */
export interface OwnLot extends LotName {
  readonly instrument: HeldInstrument;
  readonly accountKind: AccountKind;
  /** In the instrument's smallest unit. */
  readonly amount: bigint;
  readonly status: Lot['status'];
  /** What brought it about: a movement, or an instruction, by who made it and its id. */
  readonly origin: Lot['origin'];
}

/** An own lot that was reserved, and for what. */
export interface OwnReservation {
  readonly lot: LotName;
  /** As it is recorded. */
  readonly instruction: Instruction;
}

/** How much of an instrument a firm holds in one kind of account. */
export interface Position {
  readonly instrument: HeldInstrument;
  readonly accountKind: AccountKind;
  /** At the firm's disposal. */
  readonly free: bigint;
  /** Set aside for instructions. */
  readonly reserved: bigint;
}

/** All that is outstanding of an instrument. */
export interface OutstandingSum {
  readonly instrument: HeldInstrument;
  readonly deposited: bigint;
  readonly withdrawn: bigint;
  /** The sum of all lots. Anything but `deposited - withdrawn` is an alarm. */
  readonly outstanding: bigint;
}

export function toOwnLot(lot: Lot): OwnLot {
  const { creator, lotId, instrument, accountKind, status, origin } = lot;
  return { creator, lotId, instrument, accountKind, amount: BigInt(lot.amount), status, origin };
}

export function toPosition({ instrument, accountKind, free, reserved }: LedgerPosition): Position {
  return { instrument, accountKind, free: BigInt(free), reserved: BigInt(reserved) };
}
