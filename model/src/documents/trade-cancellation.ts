import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { ClientId, closed, DateText, MemberId, Salt, Uti } from '../schema/fields';

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

export const cancellationConsentChecker = new Checker(CancellationConsent);
