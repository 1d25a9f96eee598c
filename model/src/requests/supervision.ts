import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { closed, DateText, MemberId, Sha256Hex } from '../schema/fields';

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

/**
 * An instruction that settled without a firm, as the blocks show: its record, and the firm's lots, which the former
 * supervisor wrote alone. All of it follows from the instruction and the firm's reservations, which the new supervisor has
 * taken over or takes over by the same request.
 */
export const TakenSettlement = closed({
  /** The instruction's text, as it stands. */
  instruction: Type.String({ minLength: 1 }),
  businessDay: DateText,
  /** Of each lot that is taken over with it: the leg's place, and the reservation's text where the lot was spent for it. */
  lots: Type.Array(
    closed({
      leg: Type.Integer({ minimum: 0, maximum: 1 }),
      reservation: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
    }),
    { maxItems: 2 },
  ),
});
export type TakenSettlement = Static<typeof TakenSettlement>;

/** What a new supervisor takes over of former ones, as transient data. */
export const TakeOverRequest = closed({
  type: Type.Literal('take-over-request'),
  version: Type.Literal(1),
  documents: Type.Array(TakenDocument, { maxItems: TAKE_OVER_MAX }),
  settled: Type.Array(TakenSettlement, { maxItems: TAKE_OVER_MAX }),
  /**
   * Keys, by their SHA-256 as in blocks, under which the supervisor's own collection has what stands (nothing,
   * perhaps), whatever former supervisors hold there.
   */
  upheld: Type.Array(Sha256Hex, { maxItems: TAKE_OVER_MAX, uniqueItems: true }),
});
export type TakeOverRequest = Static<typeof TakeOverRequest>;

export const takeOverRequestChecker = new Checker(TakeOverRequest);
