import { Type, type Static } from '@sinclair/typebox';
import { InstructionName } from '../documents/instructions';
import { Pair } from '../documents/pair';
import { Checker } from '../schema/checker';
import { closed, DateText, ListLimit, MemberId, oneOf } from '../schema/fields';
import { INSTRUCTION_STATUSES } from '../documents/instruction-status';
import { NAMES_ASKED_MAX } from './holdings';

const text = Type.String();
const standing = Type.Union([text, Type.Null()]);

/** What a query tells of an instruction, from the asking member's own collection. Texts are canonical. */
export const InstructionState = closed({
  instruction: text,
  /** From which business day on it may settle, by the calendar in force. */
  dueDate: DateText,
  status: oneOf(...INSTRUCTION_STATUSES),
  /** The record of its settlement; null when it has not settled. */
  settlement: standing,
  /** The record of a settlement that took place without the member, and which it has not claimed; null otherwise. */
  unclaimed: standing,
  /** The reservation of each leg that the member has been shown and that stands with the supervisor; null where there is none. */
  reservations: Type.Array(standing),
  /** For each leg whether a lot stands reserved with the supervisor, shown to the member or not. */
  reserved: Type.Array(Type.Boolean()),
  /** Members that have consented to its cancellation. */
  consents: Type.Array(MemberId),
  /** Consents to dividing it. */
  partial: Type.Array(text),
  /** How it was divided; null when it was not. */
  division: standing,
  /** Recorded fails, oldest first. */
  fails: Type.Array(text),
  /** The business day among those of which it was found, where it was asked for by days; null otherwise. */
  day: Type.Union([DateText, Type.Null()]),
});
export type InstructionState = Readonly<Static<typeof InstructionState>>;
export const instructionStatesChecker = new Checker(Type.Array(InstructionState));

/** Business days from one to another, both included. */
const Days = closed({ from: DateText, to: DateText });
export const instructionsAskedChecker = new Checker(
  closed({
    pair: Type.Optional(Pair),
    /** Those that may settle from this day on. */
    settlementDate: Type.Optional(DateText),
    /** Those of these names, each read by its own keys: nothing else is looked through. */
    names: Type.Optional(Type.Array(InstructionName, { maxItems: NAMES_ASKED_MAX })),
    /** Those that have not ended, found among no others. */
    open: Type.Optional(Type.Literal(true)),
    /** Those that settled without the member and which it has not claimed, found among those that are open by its own copies. */
    unclaimed: Type.Optional(Type.Literal(true)),
    /** Those that ended on one of these business days: settled, were cancelled or divided. Found among no others. */
    ended: Type.Optional(Days),
    /** Those that did not settle on one of these business days, once for each. Found among no others. */
    failed: Type.Optional(Days),
    /** Those that come after this one in the order of creator and id; where they are asked for by days, in that of day, creator and id. */
    after: Type.Optional(closed({ ...InstructionName.properties, day: Type.Optional(DateText) })),
    limit: Type.Optional(ListLimit),
  }),
);
/** Whose settlement terms are asked for. */
export const termsAskedChecker = new Checker(closed({ pair: Pair }));
export type TermsAsked = Static<(typeof termsAskedChecker)['schema']>;
export type InstructionsAsked = Static<(typeof instructionsAskedChecker)['schema']>;
