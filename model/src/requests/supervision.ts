import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { closed, MemberId, Sha256Hex } from '../schema/fields';

/** A transaction takes over at most so many documents, and upholds at most so many. */
export const TAKE_OVER_MAX = 200;

/** A key's parts, the kind first. */
export const KeyParts = Type.Array(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]+$' }), {
  minItems: 2,
  maxItems: 10,
});

/** A document that a new supervisor takes over, and what it rests on. */
export const TakenDocument = closed({
  key: KeyParts,
  text: Type.String({ minLength: 1 }),
  /** Members in whose collections it stands now: those that agreed to it last, as far as they still have it. */
  holders: Type.Array(MemberId, { minItems: 1, maxItems: 200, uniqueItems: true }),
  /** SHA-256 of what stands under the key in the supervisor's own collection, to be replaced; null for nothing. */
  replaces: Type.Union([Sha256Hex, Type.Null()]),
});
export type TakenDocument = Static<typeof TakenDocument>;

/** What a new supervisor takes over of former ones, as transient data. */
export const TakeOverRequest = closed({
  type: Type.Literal('take-over-request'),
  version: Type.Literal(1),
  documents: Type.Array(TakenDocument, { maxItems: TAKE_OVER_MAX }),
  /**
   * Keys, by their SHA-256 as in blocks, under which the supervisor's own collection has what stands (nothing,
   * perhaps), whatever former supervisors hold there.
   */
  upheld: Type.Array(Sha256Hex, { maxItems: TAKE_OVER_MAX, uniqueItems: true }),
});
export type TakeOverRequest = Static<typeof TakeOverRequest>;

export const takeOverRequestChecker = new Checker(TakeOverRequest);
