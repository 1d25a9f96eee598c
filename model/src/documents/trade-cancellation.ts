import { Type, type Static } from '@sinclair/typebox';
import { Checker, ClientId, closed, DateText, MemberId, Salt, Uti } from '../schema/schema';

/** A consent names at most so many trades: a refusal has room for a reason for each. */
export const CONSENT_TRADES_MAX = 100;

/** A matched trade that one side agrees to cancel. */
export const TradeToCancel = closed({
  uti: Uti,
  /** The UTI under which both sides state the trade anew; null when it is cancelled for good. */
  instead: Type.Union([Uti, Type.Null()]),
});
export type TradeToCancel = Static<typeof TradeToCancel>;

/** One side's consent to cancelling matched trades: submitted by that side's own client, never changed. */
export const CancellationConsent = closed({
  type: Type.Literal('cancellation-consent'),
  version: Type.Literal(1),
  submitter: MemberId,
  counterparty: MemberId,
  tradeDate: DateText,
  consentId: ClientId,
  trades: Type.Array(TradeToCancel, { minItems: 1, maxItems: CONSENT_TRADES_MAX }),
  salt: Salt,
});
export type CancellationConsent = Static<typeof CancellationConsent>;

/** What a cancellation is asked with, as transient data: documents as their canonical texts. */
export const CancellationRequest = closed({
  type: Type.Literal('cancellation-request'),
  version: Type.Literal(1),
  consent: Type.String(),
  /** The match index as it stands. */
  index: Type.String(),
  /** The match results that hold the trades: the index keeps no more than the UTIs of matched trades. */
  results: Type.Array(closed({ sequence: Type.Integer({ minimum: 1 }), text: Type.String() }), {
    minItems: 1,
    maxItems: CONSENT_TRADES_MAX,
  }),
  /** The pair's instruction index as it stands, or null when nothing has been instructed. */
  instructions: Type.Union([Type.String(), Type.Null()]),
  /** Salts of the two documents that the match index's change writes. */
  salts: closed({ index: Salt, result: Salt }),
});
export type CancellationRequest = Static<typeof CancellationRequest>;

export const cancellationConsentChecker = new Checker(CancellationConsent);
export const cancellationRequestChecker = new Checker(CancellationRequest);
