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
/** Whose settlement terms are asked for. */
export const termsAskedChecker = new Checker(closed({ pair: Pair }));
export type TermsAsked = Static<(typeof termsAskedChecker)['schema']>;
export type InstructionsAsked = Static<(typeof instructionsAskedChecker)['schema']>;
