import { Type, type Static } from '@sinclair/typebox';
import {
  AccountKind,
  Amount,
  Checker,
  ClientId,
  closed,
  Currency,
  DateText,
  Isin,
  ListLimit,
  MemberId,
  oneOf,
  PositiveAmount,
  Salt,
  SignedAmount,
  Uti,
} from '../schema/schema';
import { HeldInstrument, Lot, NAMES_ASKED_MAX } from './holdings';
import { Pair } from './trades';

/** A transaction settles, reserves or instructs at most so many instructions. */
export const INSTRUCTIONS_MAX = 50;

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
    closed({ kind: Type.Literal('GROSS'), sequence: Type.Integer({ minimum: 1 }), uti: Uti }),
    closed({ kind: Type.Literal('NET'), sequence: Type.Integer({ minimum: 1 }) }),
  ]),
  /** The instruction that it takes the place of, together with another one, where both firms allowed that. */
  dividedFrom: Type.Optional(InstructionName),
  /** Securities first, then money. Netting may leave one of them, or both in one direction. */
  legs: Type.Array(Leg, { minItems: 1, maxItems: 2 }),
  salt: Salt,
});
export type Instruction = Static<typeof Instruction>;

/** How much of an obligation has been instructed, seen from the pair's first member. */
export const Instructed = closed({
  isin: Isin,
  settlementDate: DateText,
  currency: Currency,
  accountKinds: Type.Tuple([AccountKind, AccountKind]),
  quantity: SignedAmount,
  amount: SignedAmount,
  /** Trades matched up to this match are netted into an instruction; zero when none are. */
  netted: Type.Integer({ minimum: 0 }),
});
export type Instructed = Static<typeof Instructed>;

/** What has been instructed of a pair's trade date: rewritten with each instruction, so that nothing is instructed twice. */
export const InstructionIndex = closed({
  type: Type.Literal('instruction-index'),
  version: Type.Literal(1),
  pair: Pair,
  tradeDate: DateText,
  /** Instructions made so far. */
  sequence: Type.Integer({ minimum: 1 }),
  instructed: Type.Array(Instructed),
  /** UTIs of trades instructed gross, sorted. */
  gross: Type.Array(Uti),
  salt: Salt,
});
export type InstructionIndex = Static<typeof InstructionIndex>;

/** A lot set aside for one leg of an instruction, by the firm that delivers it. */
export const Reservation = closed({
  type: Type.Literal('reservation'),
  version: Type.Literal(1),
  instruction: InstructionName,
  /** The leg's place among the instruction's legs. */
  leg: Type.Integer({ minimum: 0, maximum: 1 }),
  /** Counts the reservations of this leg, from 1: one that was released is never held again. */
  round: Type.Integer({ minimum: 1 }),
  /** The lot as it stood before, cut to the leg's exact amount. */
  lot: Lot,
  /** Id and salt of the lot that settlement makes for the receiver. */
  delivers: closed({ lotId: ClientId, salt: Salt }),
  status: oneOf('HELD', 'RELEASED', 'USED'),
  salt: Salt,
});
export type Reservation = Static<typeof Reservation>;

/** An instruction that has settled. Recorded once. */
export const Settlement = closed({
  type: Type.Literal('settlement'),
  version: Type.Literal(1),
  instruction: InstructionName,
  /** The business day on which it settled. */
  businessDay: DateText,
  /** Derived from the instruction's salt. */
  salt: Salt,
});
export type Settlement = Static<typeof Settlement>;

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

const text = Type.String();
const standing = Type.Union([Type.String(), Type.Null()]);

/** What is asked when instructions are made, as transient data; all texts are canonical. */
export const InstructRequest = closed({
  type: Type.Literal('instruct-request'),
  version: Type.Literal(1),
  instructions: Type.Array(text, { minItems: 1, maxItems: INSTRUCTIONS_MAX }),
  /** The pair's instruction index as it stands, or null when there is none. */
  index: standing,
  /** The pair's match index as it stands: it tells what is owed, and which trades have been cancelled. */
  matchIndex: text,
  /** The match results that hold the trades of gross instructions. */
  results: Type.Array(text, { maxItems: INSTRUCTIONS_MAX }),
  /** Salt of the instruction index that is written. */
  salt: Salt,
});
export type InstructRequest = Static<typeof InstructRequest>;

/** Whose peers take a reservation in: both parties', or (when the other's peer is away) the owner's only, besides the supervisor's. */
export const ShownTo = oneOf('BOTH', 'OWNER');
export type ShownTo = Static<typeof ShownTo>;

export const ReserveRequest = closed({
  type: Type.Literal('reserve-request'),
  version: Type.Literal(1),
  items: Type.Array(
    closed({
      instruction: text,
      reservation: text,
      /** The reservation of the same leg that stands, or null when there has been none. */
      previous: standing,
    }),
    { minItems: 1, maxItems: INSTRUCTIONS_MAX },
  ),
  shownTo: ShownTo,
});
export type ReserveRequest = Static<typeof ReserveRequest>;

export const ReleaseRequest = closed({
  type: Type.Literal('release-request'),
  version: Type.Literal(1),
  /** The reservation as it was recorded. */
  reservation: text,
});
export type ReleaseRequest = Static<typeof ReleaseRequest>;

export const SettleRequest = closed({
  type: Type.Literal('settle-request'),
  version: Type.Literal(1),
  /** Instructions of one pair. */
  items: Type.Array(
    closed({
      instruction: text,
      /** The reservation of each leg, in the legs' order; null for a leg known to have none. */
      reservations: Type.Array(standing, { minItems: 1, maxItems: 2 }),
    }),
    { minItems: 1, maxItems: INSTRUCTIONS_MAX },
  ),
});
export type SettleRequest = Static<typeof SettleRequest>;

export const CancelRequest = closed({
  type: Type.Literal('cancel-request'),
  version: Type.Literal(1),
  instruction: text,
  consent: text,
});
export type CancelRequest = Static<typeof CancelRequest>;

export const AllowPartialRequest = closed({
  type: Type.Literal('allow-partial-request'),
  version: Type.Literal(1),
  instruction: text,
  consent: text,
});
export type AllowPartialRequest = Static<typeof AllowPartialRequest>;

export const DivideRequest = closed({
  type: Type.Literal('divide-request'),
  version: Type.Literal(1),
  instruction: text,
  /** Both firms' consents, in the pair's order; null for one known to have given none. */
  consents: Type.Tuple([standing, standing]),
  /** The two instructions that take its place. */
  part: text,
  rest: text,
});
export type DivideRequest = Static<typeof DivideRequest>;

export const FailRequest = closed({
  type: Type.Literal('fail-request'),
  version: Type.Literal(1),
  instruction: text,
  /** The reservation of each leg as the supervisor holds it; null where it holds none. */
  reservations: Type.Array(standing, { minItems: 1, maxItems: 2 }),
  witness: MemberId,
  salt: Salt,
});
export type FailRequest = Static<typeof FailRequest>;

/** What a query tells of an instruction, from the asking member's own collection. Texts are canonical. */
export interface InstructionState {
  readonly instruction: string;
  /** From which business day on it may settle, by the calendar in force. */
  readonly dueDate: string;
  readonly status: 'PENDING' | 'SETTLED' | 'CANCELLED' | 'DIVIDED';
  /** The record of its settlement; null when it has not settled. */
  readonly settlement: string | null;
  /** The reservation of each leg that the member holds; null where it holds none. */
  readonly reservations: readonly (string | null)[];
  /** Members that have consented to its cancellation. */
  readonly consents: readonly string[];
  /** Consents to dividing it. */
  readonly partial: readonly string[];
  /** How it was divided; null when it was not. */
  readonly division: string | null;
  /** Recorded fails, oldest first. */
  readonly fails: readonly string[];
}

export const instructionChecker = new Checker(Instruction);
export const instructionIndexChecker = new Checker(InstructionIndex);
export const reservationChecker = new Checker(Reservation);
export const settlementChecker = new Checker(Settlement);
export const instructionCancellationChecker = new Checker(InstructionCancellation);
export const partialConsentChecker = new Checker(PartialConsent);
export const divisionChecker = new Checker(Division);
export const failChecker = new Checker(Fail);
export const instructRequestChecker = new Checker(InstructRequest);
export const reserveRequestChecker = new Checker(ReserveRequest);
export const releaseRequestChecker = new Checker(ReleaseRequest);
export const settleRequestChecker = new Checker(SettleRequest);
export const cancelRequestChecker = new Checker(CancelRequest);
export const allowPartialRequestChecker = new Checker(AllowPartialRequest);
export const divideRequestChecker = new Checker(DivideRequest);
export const failRequestChecker = new Checker(FailRequest);
export const instructionsAskedChecker = new Checker(
  closed({
    pair: Type.Optional(Pair),
    /** Those that may settle from this day on. */
    settlementDate: Type.Optional(DateText),
    /** Those of these names, each read by its own keys: nothing else is looked through. */
    names: Type.Optional(Type.Array(InstructionName, { maxItems: NAMES_ASKED_MAX })),
    /** Those that come after this one in the order of creator and id. */
    after: Type.Optional(InstructionName),
    limit: Type.Optional(ListLimit),
  }),
);
export type InstructionsAsked = Static<(typeof instructionsAskedChecker)['schema']>;
