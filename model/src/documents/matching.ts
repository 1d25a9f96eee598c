import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import {
  AccountKind,
  Amount,
  ClientId,
  closed,
  Count,
  Currency,
  DateText,
  Isin,
  MemberId,
  oneOf,
  PositiveAmount,
  Salt,
  SignedAmount,
  Uti,
} from '../schema/fields';
import { ObligationRecord } from './obligations';
import { Pair } from './pair';
import { Correction, PAGE_TRADES_MAX, Payment, TradeStatement } from './trade-statements';

/** Where a statement stands: the page and its place in it. */
export const StatementSource = closed({
  submitter: MemberId,
  pageId: ClientId,
  position: Type.Integer({ minimum: 0, maximum: PAGE_TRADES_MAX - 1 }),
});
export type StatementSource = Static<typeof StatementSource>;

/** In what two statements of one trade differ. */
export const BreakCode = oneOf(
  'SIDE',
  'ISIN',
  'QUANTITY',
  'PRICE',
  'CLEAN_PRICE',
  'ACCRUED_INTEREST',
  'CURRENCY',
  'AMOUNT',
  'PAYMENT',
  'SETTLEMENT_DATE',
);
export type BreakCode = Static<typeof BreakCode>;

/** One differing field, with what each member of the pair stated, in the pair's order; empty where nothing. */
export const Difference = closed({ code: BreakCode, stated: Type.Tuple([Type.String(), Type.String()]) });
export type Difference = Static<typeof Difference>;

/** A trade on which both sides agree. */
export const MatchedTradeRecord = closed({
  uti: Uti,
  seller: MemberId,
  buyer: MemberId,
  isin: Isin,
  quantity: PositiveAmount,
  price: Amount,
  /** Of a bond. */
  cleanPrice: Type.Optional(Amount),
  /** Of a bond. */
  accruedInterest: Type.Optional(Amount),
  currency: Currency,
  /** The seller's amount, which stands where the two differ within the tolerance. */
  amount: Amount,
  /** That nothing is paid; both said so. */
  payment: Type.Optional(Payment),
  /** Seller's amount minus buyer's. */
  amountDifference: SignedAmount,
  settlementDate: DateText,
  /** Each side's own account kind, in the pair's order. */
  accountKinds: Type.Tuple([AccountKind, AccountKind]),
  /** Both statements, in the pair's order. */
  sources: Type.Tuple([StatementSource, StatementSource]),
});
export type MatchedTradeRecord = Static<typeof MatchedTradeRecord>;

/** A trade that both sides stated and on which they differ. */
export const TradeBreakRecord = closed({
  uti: Uti,
  differences: Type.Array(Difference, { minItems: 1 }),
  sources: Type.Tuple([StatementSource, StatementSource]),
});
export type TradeBreakRecord = Static<typeof TradeBreakRecord>;

/**
 * Why an entry of a page has no effect: its side had stated the UTI before; the UTI is matched, or its
 * trade was cancelled; the pair has matched the UTI on another trade date; what it corrects does not stand (any more).
 */
export const NoEffectReason = oneOf(
  'STATED_BEFORE',
  'MATCHED',
  'CANCELLED',
  'MATCHED_ON_ANOTHER_DATE',
  'NOT_STANDING',
);
export type NoEffectReason = Static<typeof NoEffectReason>;

/** An entry of a page that has no effect, and why. */
export const EntryWithoutEffect = closed({ uti: Uti, source: StatementSource, reason: NoEffectReason });
export type EntryWithoutEffect = Static<typeof EntryWithoutEffect>;

/** A statement that its own side has replaced or withdrawn. */
export const CorrectedStatement = closed({
  uti: Uti,
  kind: oneOf('REPLACED', 'WITHDRAWN'),
  /** Where the correction stands; after a replacement, the new statement. */
  source: StatementSource,
  /** Where the statement stands that it corrects. */
  corrected: StatementSource,
});
export type CorrectedStatement = Static<typeof CorrectedStatement>;

/** A statement that is not matched: it waits for the other side, or differs from it. */
export const OpenStatement = closed({ source: StatementSource, statement: TradeStatement });
export type OpenStatement = Static<typeof OpenStatement>;

/** A correction that waits for the page which it means: no match has taken that page in yet. */
export const OpenCorrection = closed({ source: StatementSource, correction: Correction });
export type OpenCorrection = Static<typeof OpenCorrection>;

/** A side that was withdrawn and not stated anew; `source` is where the withdrawal stands. */
export const WithdrawnSide = closed({ uti: Uti, source: StatementSource });
export type WithdrawnSide = Static<typeof WithdrawnSide>;

/** A side's consent to cancelling a matched trade that waits for the other side's. */
export const CancellationAsked = closed({
  uti: Uti,
  by: MemberId,
  consentId: ClientId,
  /** The UTI under which both sides state the trade anew; null when it is cancelled for good. */
  instead: Type.Union([Uti, Type.Null()]),
});
export type CancellationAsked = Static<typeof CancellationAsked>;

/** A trade that was matched and that both sides have cancelled. */
export const CancelledTrade = closed({
  trade: MatchedTradeRecord,
  instead: Type.Union([Uti, Type.Null()]),
  /** Ids of both sides' consents, in the pair's order. */
  consents: Type.Tuple([ClientId, ClientId]),
});
export type CancelledTrade = Static<typeof CancelledTrade>;

/** The state of a pair's trade date: rewritten by each match and each cancellation. */
export const MatchIndex = closed({
  type: Type.Literal('match-index'),
  version: Type.Literal(1),
  pair: Pair,
  tradeDate: DateText,
  /** Matches and cancellations done so far, from 1. */
  sequence: Count,
  /** Pages taken in, as `submitter/pageId`, sorted. */
  pages: Type.Array(Type.String()),
  /** UTIs of matched trades, sorted. */
  matched: Type.Array(Uti),
  /** UTIs of trades that were matched and then cancelled, sorted: they are not taken again. */
  cancelled: Type.Array(Uti),
  /** Consents to cancelling that wait for the other side's, sorted by UTI, then member. */
  asked: Type.Array(CancellationAsked),
  /** Statements not matched, sorted by UTI, then submitter. */
  open: Type.Array(OpenStatement),
  /** Corrections that wait for the page which they mean, in the same order. */
  corrections: Type.Array(OpenCorrection),
  /** Sides that were withdrawn, in the same order. */
  withdrawn: Type.Array(WithdrawnSide),
  /** Net obligations of the matched trades, sorted by ISIN, settlement date, account kinds. */
  obligations: Type.Array(ObligationRecord),
  salt: Salt,
});
export type MatchIndex = Static<typeof MatchIndex>;

/** What one match, or one side's consent to cancelling, brought about; never changed afterwards. */
export const MatchResult = closed({
  type: Type.Literal('match-result'),
  version: Type.Literal(1),
  pair: Pair,
  tradeDate: DateText,
  sequence: Count,
  /** The business day on which it was made. */
  businessDay: DateText,
  /** Who asked for it. */
  matchedBy: MemberId,
  matched: Type.Array(MatchedTradeRecord),
  breaks: Type.Array(TradeBreakRecord),
  /** Statements that were replaced or withdrawn, by corrections taken in now or before. */
  corrected: Type.Array(CorrectedStatement),
  withoutEffect: Type.Array(EntryWithoutEffect),
  /** Consents to cancelling that wait for the other side's. */
  asked: Type.Array(CancellationAsked),
  cancelled: Type.Array(CancelledTrade),
  salt: Salt,
});
export type MatchResult = Static<typeof MatchResult>;
export const matchIndexChecker = new Checker(MatchIndex);
export const matchResultChecker = new Checker(MatchResult);
