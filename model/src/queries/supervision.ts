import { Type, type Static } from '@sinclair/typebox';
import { KeyParts } from '../requests/supervision';
import { Checker } from '../schema/checker';
import { closed, MemberId } from '../schema/fields';

/** Which of a member's documents a new supervisor asks that member's peer for. */
export const HeldDocumentsAsked = closed({
  /** Whose: the one at whose peer it is asked. */
  member: MemberId,
  /** From behind this key on; from the first one when left out. */
  after: Type.Optional(KeyParts),
});
export type HeldDocumentsAsked = Static<typeof HeldDocumentsAsked>;

export const heldDocumentsAskedChecker = new Checker(HeldDocumentsAsked);

/** A part of what a member holds with the supervisor, and the supervisor in force does not hold alike. */
export const HeldDocuments = closed({
  documents: Type.Array(closed({ key: KeyParts, text: Type.String() })),
  /** Where to go on; null when there is no more. */
  next: Type.Union([KeyParts, Type.Null()]),
});
export type HeldDocuments = Static<typeof HeldDocuments>;

export const heldDocumentsChecker = new Checker(HeldDocuments);
