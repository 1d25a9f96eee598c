import {
  AccountKind,
  Amount,
  closed,
  DateText,
  HeldInstrument,
  Instruction,
  INSTRUCTION_STATUSES,
  InstructionName,
  Isin,
  MemberId,
  oneOf,
  Pair,
  PositiveAmount,
} from '@jangbu/model';
import type { SettlementProblemCode } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import { recordedWith, ToldError } from './outcomes';

/** One direction of an instruction, and whether lots are set aside for it. */
const SettlementLeg = closed({
  from: MemberId,
  to: MemberId,
  instrument: HeldInstrument,
  amount: PositiveAmount,
  accountKind: AccountKind,
  reserved: Type.Boolean(),
});

/** That an instruction did not settle on a business day. */
const SettlementFail = closed({
  businessDay: DateText,
  rollsTo: DateText,
  atFault: Type.Array(MemberId),
  penalty: Amount,
});

/** An instruction and how it stands. */
export const SettlementInstruction = closed({
  ...InstructionName.properties,
  pair: Pair,
  tradeDate: DateText,
  settlementDate: DateText,
  dueDate: DateText,
  isin: Isin,
  origin: Instruction.properties.origin,
  legs: Type.Array(SettlementLeg),
  status: oneOf(...INSTRUCTION_STATUSES),
  settledOn: Type.Optional(DateText),
  unclaimed: Type.Boolean(),
  consents: Type.Array(MemberId),
  partial: Type.Array(closed({ member: MemberId, minimum: PositiveAmount })),
  dividedInto: Type.Array(InstructionName),
  dividedFrom: Type.Optional(InstructionName),
  fails: Type.Array(SettlementFail),
});

const failed = { status: Type.Literal('FAILED'), error: ToldError };

/** What came of reserving for one instruction. */
export const ReservationResult = Type.Union([
  closed({ ...InstructionName.properties, status: Type.Literal('RESERVED') }),
  closed({
    ...InstructionName.properties,
    status: Type.Literal('SHORT'),
    short: Type.Array(
      closed({ instrument: HeldInstrument, accountKind: AccountKind, amount: PositiveAmount }),
    ),
  }),
  closed({ ...InstructionName.properties, ...failed }),
]);

/** What came of settling one instruction. */
export const SettlementResult = Type.Union([
  closed({
    ...InstructionName.properties,
    status: Type.Literal('SETTLED'),
    transactionId: Type.Union([Type.String(), Type.Null()]),
    /** The party that did not take part and has to claim what is its own. */
    leftOut: Type.Optional(MemberId),
  }),
  closed({
    ...InstructionName.properties,
    status: Type.Literal('REFUSED'),
    code: Type.Unsafe<SettlementProblemCode>(Type.String()),
  }),
  closed({ ...InstructionName.properties, ...failed }),
]);

/** What was recorded of one instruction. */
export const RecordedOfInstruction = recordedWith(InstructionName.properties);
