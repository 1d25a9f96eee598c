import {
  AccountKind,
  Amount,
  ClientId,
  closed,
  HeldInstrument,
  Lot,
  oneOf,
  PositiveAmount,
  SignedAmount,
} from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { recordedWith, ToldError } from './outcomes';

const { creator, lotId, instrument, accountKind, status, origin } = Lot.properties;

/** A lot, without what only the ledger needs of it. */
export const OwnLot = closed({
  creator,
  lotId,
  instrument,
  accountKind,
  amount: PositiveAmount,
  status,
  origin,
});

/** How much of an instrument a firm holds in one kind of account. */
export const Position = closed({
  instrument: HeldInstrument,
  accountKind: AccountKind,
  free: Amount,
  reserved: Amount,
});

/** All that is outstanding of an instrument. */
export const OutstandingSum = closed({
  instrument: HeldInstrument,
  deposited: Amount,
  withdrawn: Amount,
  outstanding: SignedAmount,
});

/** A movement of lots, and the lots that it made. */
export const Moved = recordedWith({
  movementId: ClientId,
  lots: Type.Array(OwnLot),
});

const resumed = {
  movementId: ClientId,
  kind: oneOf('DEPOSIT', 'WITHDRAWAL', 'SPLIT', 'TRANSFER'),
};

/** What became of a movement that had been left in doubt. */
export const ResumedMovement = Type.Union([
  recordedWith(resumed),
  Type.Object({ ...resumed, status: Type.Literal('FAILED'), error: ToldError }),
]);
