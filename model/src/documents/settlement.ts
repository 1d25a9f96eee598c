import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { Amount, closed, DateText, MemberId, Salt } from '../schema/fields';
import { Lot } from './holdings';
import { InstructionName } from './instructions';

/**
 * A lot set aside for one leg of an instruction, by the firm that delivers it: its consent to settle. It stands while the lot
 * is set aside, and is taken away when the lot is released. Once every leg has one, no party takes its own back.
 */
export const Reservation = closed({
  type: Type.Literal('reservation'),
  version: Type.Literal(1),
  instruction: InstructionName,
  /** The leg's place among the instruction's legs. */
  leg: Type.Integer({ minimum: 0, maximum: 1 }),
  /** The lot as it stood before, cut to the leg's exact amount. */
  lot: Lot,
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
  /** Who had not reserved all it owes: one firm, or both. */
  atFault: Type.Array(MemberId, { minItems: 1, maxItems: 2 }),
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
