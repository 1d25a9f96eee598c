import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import {
  AccountKind,
  ClientId,
  closed,
  Count,
  Currency,
  DateText,
  Isin,
  MemberId,
  PositiveAmount,
  Salt,
  SignedAmount,
  Uti,
} from '../schema/fields';
import { HeldInstrument } from './holdings';
import { Pair } from './pair';

/** An instruction by its name: who made its id, and the id. */
export const InstructionName = closed({ creator: MemberId, instructionId: ClientId });
export type InstructionName = Static<typeof InstructionName>;

/** One direction of an instruction: who delivers what to whom. */
export const Leg = closed({
  from: MemberId,
  to: MemberId,
  instrument: HeldInstrument,
  /** In the instrument's smallest unit. */
  amount: PositiveAmount,
});
export type Leg = Static<typeof Leg>;

/**
 * An order to settle: all legs or none. It follows from what both firms stated and matching found, so
 * it needs no consent of its own. Never changed.
 */
export const Instruction = closed({
  type: Type.Literal('instruction'),
  version: Type.Literal(1),
  creator: MemberId,
  instructionId: ClientId,
  pair: Pair,
  tradeDate: DateText,
  /** When it settles, as both firms stated; it is due later where the calendar changed since (`dueDateOf`). */
  settlementDate: DateText,
  isin: Isin,
  currency: Currency,
  /** Each side's own account kind, in the pair's order. */
  accountKinds: Type.Tuple([AccountKind, AccountKind]),
  /** Gross: one matched trade. Net: what is left of an obligation. `sequence` numbers the match it is taken from. */
  origin: Type.Union([
    closed({ kind: Type.Literal('GROSS'), sequence: Count, uti: Uti }),
    closed({ kind: Type.Literal('NET'), sequence: Count }),
  ]),
  /** The instruction that it takes the place of, together with another one, where both firms allowed that. */
  dividedFrom: Type.Optional(InstructionName),
  /** Securities first, then money. Netting may leave one of them, or both in one direction. */
  legs: Type.Array(Leg, { minItems: 1, maxItems: 2 }),
  salt: Salt,
});
export type Instruction = Static<typeof Instruction>;

/** What a net instruction, or those into which it was divided, has taken up and not given back. */
export const Netted = closed({
  /** The number of the match from which it was made: no other net instruction of the obligation has it. */
  sequence: Count,
  /** Of which matches it has taken the trades up that no other instruction had: from and to, in order. */
  matches: Type.Array(Type.Tuple([Count, Count])),
  quantity: SignedAmount,
  amount: SignedAmount,
  /** Whether a part has come back that no later net instruction has taken up. */
  returned: Type.Boolean(),
});
export type Netted = Static<typeof Netted>;

/** How much of an obligation is in instructions that have not been cancelled, seen from the pair's first member. */
export const Instructed = closed({
  isin: Isin,
  settlementDate: DateText,
  currency: Currency,
  accountKinds: Type.Tuple([AccountKind, AccountKind]),
  quantity: SignedAmount,
  amount: SignedAmount,
  /** What of it is netted, in the order in which it was instructed. */
  netted: Type.Array(Netted),
});
export type Instructed = Static<typeof Instructed>;

/** One firm's consent that an instruction be cancelled; it is cancelled once both have consented. */
export const InstructionCancellation = closed({
  type: Type.Literal('instruction-cancellation'),
  version: Type.Literal(1),
  instruction: InstructionName,
  member: MemberId,
  salt: Salt,
});
export type InstructionCancellation = Static<typeof InstructionCancellation>;

/** One firm's consent that an instruction be divided, and how much of it at least has to settle at once. */
export const PartialConsent = closed({
  type: Type.Literal('partial-consent'),
  version: Type.Literal(1),
  instruction: InstructionName,
  member: MemberId,
  /** Of the security, in its smallest unit. */
  minimum: PositiveAmount,
  salt: Salt,
});
export type PartialConsent = Static<typeof PartialConsent>;

/** An instruction in whose place two others stand, which deliver together what it would have. Recorded once. */
export const Division = closed({
  type: Type.Literal('division'),
  version: Type.Literal(1),
  instruction: InstructionName,
  /** The part that is to settle, and the rest. */
  into: Type.Tuple([InstructionName, InstructionName]),
  /** Derived from the instruction's salt. */
  salt: Salt,
});
export type Division = Static<typeof Division>;

export const instructionChecker = new Checker(Instruction);
export const instructionCancellationChecker = new Checker(InstructionCancellation);
export const partialConsentChecker = new Checker(PartialConsent);
export const divisionChecker = new Checker(Division);
