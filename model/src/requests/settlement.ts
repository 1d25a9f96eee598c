import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { ShardTexts } from './matching';
import { closed, MemberId, oneOf, Salt } from '../schema/fields';

/** A transaction settles, reserves or instructs at most so many instructions. */
export const INSTRUCTIONS_MAX = 50;

const text = Type.String();
const standing = Type.Union([Type.String(), Type.Null()]);

/** What is asked when instructions are made, as transient data; all texts are canonical. */
export const InstructRequest = closed({
  type: Type.Literal('instruct-request'),
  version: Type.Literal(1),
  instructions: Type.Array(text, { minItems: 1, maxItems: INSTRUCTIONS_MAX }),
  /** The pair's match index as it stands: it tells what is owed, and what of it is instructed. */
  index: text,
  /** The shards of the trades of gross instructions, in their order: they tell which are cancelled or instructed. */
  shards: Type.Array(ShardTexts),
  /** The match results that hold the trades of gross instructions. */
  results: Type.Array(text, { maxItems: INSTRUCTIONS_MAX }),
  /** Both firms' settlement terms as they stand, in the pair's order, where an instruction is gross; else none. */
  terms: Type.Array(standing, { maxItems: 2 }),
  /** Salt of the index that is written. */
  salt: Salt,
});
export type InstructRequest = Static<typeof InstructRequest>;

/** What is asked when a firm gives its word on how it settles with another one. */
export const TermsRequest = closed({
  type: Type.Literal('terms-request'),
  version: Type.Literal(1),
  /** `SettlementTerms`. */
  terms: text,
  /** The firm's former word to the other one, or null when it has given none. */
  previous: standing,
});
export type TermsRequest = Static<typeof TermsRequest>;

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
    }),
    { minItems: 1, maxItems: INSTRUCTIONS_MAX },
  ),
  shownTo: ShownTo,
});
export type ReserveRequest = Static<typeof ReserveRequest>;

export const ReleaseRequest = closed({
  type: Type.Literal('release-request'),
  version: Type.Literal(1),
  instruction: text,
  /** The reservation as it was recorded. */
  reservation: text,
});
export type ReleaseRequest = Static<typeof ReleaseRequest>;

export const SettleRequest = closed({
  type: Type.Literal('settle-request'),
  version: Type.Literal(1),
  /** The parties that take part. One that is left out claims what is its own later. */
  parties: Type.Array(MemberId, { minItems: 1, maxItems: 2, uniqueItems: true }),
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

/** What a party claims that settled without it: what is written to its own collection alone. */
export const ClaimRequest = closed({
  type: Type.Literal('claim-request'),
  version: Type.Literal(1),
  member: MemberId,
  items: Type.Array(
    closed({
      instruction: text,
      /** The record of its settlement, as it stands with the supervisor. */
      settlement: text,
      /** The party's own reservations, for the legs in their order; null for legs of the other party. */
      reservations: Type.Array(standing, { minItems: 1, maxItems: 2 }),
    }),
    { minItems: 1, maxItems: INSTRUCTIONS_MAX },
  ),
});
export type ClaimRequest = Static<typeof ClaimRequest>;

export const CancelRequest = closed({
  type: Type.Literal('cancel-request'),
  version: Type.Literal(1),
  instruction: text,
  consent: text,
  /** The pair's match index as it stands: where this is the second consent, the instruction's amounts go back to it. */
  index: text,
  /** The shard of the trade of a gross instruction. */
  shards: Type.Array(ShardTexts, { maxItems: 1 }),
  /** Salts of what is written then. */
  salts: closed({ index: Salt, result: Salt }),
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
export const instructRequestChecker = new Checker(InstructRequest);
export const termsRequestChecker = new Checker(TermsRequest);
export const reserveRequestChecker = new Checker(ReserveRequest);
export const releaseRequestChecker = new Checker(ReleaseRequest);
export const settleRequestChecker = new Checker(SettleRequest);
export const claimRequestChecker = new Checker(ClaimRequest);
export const cancelRequestChecker = new Checker(CancelRequest);
export const allowPartialRequestChecker = new Checker(AllowPartialRequest);
export const divideRequestChecker = new Checker(DivideRequest);
export const failRequestChecker = new Checker(FailRequest);
