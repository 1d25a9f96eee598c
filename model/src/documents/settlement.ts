import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { Amount, ClientId, closed, Count, DateText, MemberId, oneOf, Salt } from '../schema/fields';
import { Lot } from './holdings';
import { InstructionName } from './instructions';

/** A lot set aside for one leg of an instruction, by the firm that delivers it. */
export const Reservation = closed({
  type: Type.Literal('reservation'),
  version: Type.Literal(1),
  instruction: InstructionName,
  /** The leg's place among the instruction's legs. */
  leg: Type.Integer({ minimum: 0, maximum: 1 }),
  /** Counts the reservations of this leg, from 1: one that was released is never held again. */
  round: Count,
  /** The lot as it stood before, cut to the leg's exact amount. */
  lot: Lot,
  /** Id and salt of the lot that settlement makes for the receiver. */
  delivers: closed({ lotId: ClientId, salt: Salt }),
  status: oneOf('HELD', 'RELEASED', 'USED'),
  salt: Salt,
});
export type Reservation = Static<typeof Reservation>;

/** An instruction that has settled. Recorded once. */
export const SettlementRecord = closed({
  type: Type.Literal('settlement'),
  version: Type.Literal(1),
  instruction: InstructionName,
  /** The business day on which it settled. */
  businessDay: DateText,
  /** Derived from the instruction's salt. */
  salt: Salt,
});
export type SettlementRecord = Static<typeof SettlementRecord>;

/** An instruction that did not settle on a business day. It rolls to the next one. */
export const Fail = closed({
  type: Type.Literal('fail'),
  version: Type.Literal(1),
  instruction: InstructionName,
  businessDay: DateText,
  rollsTo: DateText,
  /** Who had not reserved all it owes: one firm, or both; nobody when all stood reserved and no one settled. */
  atFault: Type.Array(MemberId, { maxItems: 2 }),
  /** For this day, in the smallest unit of the won; owed by the one at fault to the other. Zero unless one alone is at fault. */
  penalty: Amount,
  /** The party, not at fault alone, with which the supervisor records it. */
  witness: MemberId,
  salt: Salt,
});
export type Fail = Static<typeof Fail>;
export const reservationChecker = new Checker(Reservation);
export const settlementChecker = new Checker(SettlementRecord);
export const failChecker = new Checker(Fail);
