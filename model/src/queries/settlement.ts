import { Type, type Static } from '@sinclair/typebox';
import { InstructionName } from '../documents/instructions';
import { Pair } from '../documents/pair';
import { Checker } from '../schema/checker';
import { closed, DateText, ListLimit } from '../schema/fields';
import type { InstructionStatus } from '../settlement/instruction-status';
import { NAMES_ASKED_MAX } from './holdings';

/** What a query tells of an instruction, from the asking member's own collection. Texts are canonical. */
export interface InstructionState {
  readonly instruction: string;
  /** From which business day on it may settle, by the calendar in force. */
  readonly dueDate: string;
  readonly status: InstructionStatus;
  /** The record of its settlement; null when it has not settled. */
  readonly settlement: string | null;
  /** The record of a settlement that took place without the member, and which it has not claimed; null otherwise. */
  readonly unclaimed: string | null;
  /** The reservation of each leg that the member has been shown and that stands with the supervisor; null where there is none. */
  readonly reservations: readonly (string | null)[];
  /** For each leg whether a lot stands reserved with the supervisor, shown to the member or not. */
  readonly reserved: readonly boolean[];
  /** Members that have consented to its cancellation. */
  readonly consents: readonly string[];
  /** Consents to dividing it. */
  readonly partial: readonly string[];
  /** How it was divided; null when it was not. */
  readonly division: string | null;
  /** Recorded fails, oldest first. */
  readonly fails: readonly string[];
  /** The business day among those of which it was found, where it was asked for by days; null otherwise. */
  readonly day: string | null;
}

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
export type InstructionsAsked = Static<(typeof instructionsAskedChecker)['schema']>;
