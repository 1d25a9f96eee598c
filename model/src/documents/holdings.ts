import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import {
  AccountKind,
  ClientId,
  closed,
  DateText,
  Isin,
  MemberId,
  oneOf,
  PositiveAmount,
  Salt,
} from '../schema/fields';

/** The settlement won, as what it is on this ledger: an instrument of which lots are held. */
export const WON = 'KRW';

/** What a lot is an amount of: a security by its ISIN, or the settlement won. */
export const HeldInstrument = Type.Union([Isin, Type.Literal(WON)]);
export type HeldInstrument = Static<typeof HeldInstrument>;

/** A lot by its name: who made its id, and the id. */
export const LotName = closed({ creator: MemberId, lotId: ClientId });
export type LotName = Static<typeof LotName>;

/** Where a lot stands: its owner's to use, set aside for one leg of an instruction, or consumed for good. */
export const LotStatus = oneOf('FREE', 'RESERVED', 'SPENT');
export type LotStatus = Static<typeof LotStatus>;

/**
 * One indivisible entry of a holding. Everything but `status` stays as it was made; a spent lot's
 * record stays for good, so that its id cannot come to life again. The salt is one for all statuses:
 * whoever was shown the lot can tell which of them a hash stands for, and nobody else can.
 */
export const Lot = closed({
  type: Type.Literal('lot'),
  version: Type.Literal(1),
  creator: MemberId,
  lotId: ClientId,
  owner: MemberId,
  instrument: HeldInstrument,
  /** The owner's own account, or its customers': one never delivers for the other. */
  accountKind: AccountKind,
  /** In the instrument's smallest unit. */
  amount: PositiveAmount,
  /** What brought it about: a movement by its maker and id, or an instruction by its creator and id. */
  origin: closed({
    kind: oneOf('DEPOSIT', 'SPLIT', 'TRANSFER', 'SETTLEMENT'),
    by: MemberId,
    id: ClientId,
  }),
  status: LotStatus,
  salt: Salt,
});
export type Lot = Static<typeof Lot>;

/** A movement consumes and makes at most so many lots each. */
export const MOVEMENT_LOTS_MAX = 100;

const Lots = Type.Array(Lot, { minItems: 1, maxItems: MOVEMENT_LOTS_MAX });

const frame = {
  type: Type.Literal('movement'),
  version: Type.Literal(1),
  /** Whose client makes it. */
  by: MemberId,
  movementId: ClientId,
  /** The business day on which it is made: the ledger's, or it is refused. */
  businessDay: DateText,
  salt: Salt,
};

/** A custodian issues lots to a firm against what it keeps in custody for it. */
export const Deposit = closed({
  ...frame,
  kind: Type.Literal('DEPOSIT'),
  owner: MemberId,
  produced: Lots,
});
export type Deposit = Static<typeof Deposit>;

/** A firm gives lots up, to be paid out of custody by the custodian named. */
export const Withdrawal = closed({
  ...frame,
  kind: Type.Literal('WITHDRAWAL'),
  custodian: MemberId,
  consumed: Lots,
});
export type Withdrawal = Static<typeof Withdrawal>;

/** A firm cuts its lots to exact amounts, change included, or puts small ones together. */
export const Split = closed({ ...frame, kind: Type.Literal('SPLIT'), consumed: Lots, produced: Lots });
export type Split = Static<typeof Split>;

/** A firm gives lots to another, free of payment: whole lots, as the receiver sees them all. */
export const Transfer = closed({
  ...frame,
  kind: Type.Literal('TRANSFER'),
  receiver: MemberId,
  consumed: Lots,
  produced: Lots,
});
export type Transfer = Static<typeof Transfer>;

/** What changes holdings apart from settlement. Recorded once, never changed, never deleted. */
export const Movement = Type.Union([Deposit, Withdrawal, Split, Transfer]);
export type Movement = Static<typeof Movement>;

export const lotChecker = new Checker(Lot);
export const movementChecker = new Checker(Movement);

/** The members that a movement is shown to, besides the supervisor: its maker first. */
export function partiesToMovement(movement: Movement): readonly string[] {
  switch (movement.kind) {
    case 'DEPOSIT':
      return [movement.by, movement.owner];
    case 'WITHDRAWAL':
      return [movement.by, movement.custodian];
    case 'SPLIT':
      return [movement.by];
    case 'TRANSFER':
      return [movement.by, movement.receiver];
  }
}
