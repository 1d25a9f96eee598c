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
  Sha256Hex,
  SignedAmount,
  Uti,
} from '../schema/fields';
import { Instructed, InstructionName } from './instructions';
import { ObligationRecord } from './obligations';
import { Pair } from './pair';
import { PAGE_TRADES_MAX, Payment, Revision, TradeStatement } from './trade-statements';

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
 * Why an entry of a page has no effect: its side has said the same revision of the UTI elsewhere; the UTI is
 * matched, or its trade was cancelled; the pair has matched the UTI on another trade date.
 */
export const NoEffectReason = oneOf('STATED_BEFORE', 'MATCHED', 'CANCELLED', 'MATCHED_ON_ANOTHER_DATE');
export type NoEffectReason = Static<typeof NoEffectReason>;

/** An entry of a page that has no effect, and why. */
export const EntryWithoutEffect = closed({ uti: Uti, source: StatementSource, reason: NoEffectReason });
export type EntryWithoutEffect = Static<typeof EntryWithoutEffect>;

/** What a side had said of a trade, and has replaced or withdrawn. */
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
export const OpenStatement = closed({
  source: StatementSource,
  revision: Revision,
  statement: TradeStatement,
});
export type OpenStatement = Static<typeof OpenStatement>;

/** A side that was withdrawn and not stated anew; `source` is where the withdrawal stands. */
export const WithdrawnSide = closed({ uti: Uti, source: StatementSource, revision: Revision });
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

const shard = Type.Integer({ minimum: 0 });

/**
 * The head of a pair's trade date: rewritten by each match, cancellation and instruction. What is known of single
 * trades stands in its shards, so that it stays as small as it is however many trades there were.
 */
export const MatchIndex = closed({
  type: Type.Literal('match-index'),
  version: Type.Literal(1),
  pair: Pair,
  tradeDate: DateText,
  /** Matches and cancellations, of trades and of instructions, done so far, from 1. */
  sequence: Type.Integer({ minimum: 1 }),
  /** How many shards there are (see `shardOf`). */
  shards: Type.Integer({ minimum: 1 }),
  /** How many trades there are, in whatever state. */
  trades: Type.Integer({ minimum: 0 }),
  /** How many of them are matched, and how many were and are cancelled. */
  matched: Type.Integer({ minimum: 0 }),
  cancelled: Type.Integer({ minimum: 0 }),
  /** Shards in which something is open, sorted. */
  open: Type.Array(shard),
  /** Net obligations of the matched trades, sorted by ISIN, settlement date, account kinds. */
  obligations: Type.Array(ObligationRecord),
  /** What of the obligations has been instructed, in the same order. */
  instructed: Type.Array(Instructed),
  salt: Salt,
});
export type MatchIndex = Static<typeof MatchIndex>;

const shardFrame = { version: Type.Literal(1), pair: Pair, tradeDate: DateText, shard };

/** What has come back of a trade that was instructed gross, by the number of the cancellation. */
export const ReturnedPart = closed({ sequence: Count, quantity: PositiveAmount, amount: Amount });
export type ReturnedPart = Static<typeof ReturnedPart>;

/** The trades of a shard on which nothing is open any more. */
export const MatchShard = closed({
  type: Type.Literal('match-shard'),
  ...shardFrame,
  /** Matched trades, each with the number of the match that found it. */
  matched: Type.Record(Uti, Type.Integer({ minimum: 1 })),
  /** UTIs of those that were instructed gross, sorted. */
  gross: Type.Array(Uti),
  /** What of these has come back and was not instructed gross anew, each in the order in which it came. */
  returned: Type.Record(Uti, Type.Array(ReturnedPart, { minItems: 1 })),
  /** Trades that were matched and then cancelled, each with the number of its cancellation: they are not taken again. */
  cancelled: Type.Record(Uti, Type.Integer({ minimum: 1 })),
  salt: Salt,
});
export type MatchShard = Static<typeof MatchShard>;

/** What is open of the trades of a shard; where nothing is any more, an empty one stays. */
export const OpenShard = closed({
  type: Type.Literal('open-shard'),
  ...shardFrame,
  /** Statements not matched, sorted by UTI, then in the pair's order. */
  open: Type.Array(OpenStatement),
  /** Sides that were withdrawn, in the same order. */
  withdrawn: Type.Array(WithdrawnSide),
  /** Consents to cancelling that wait for the other side's, sorted by UTI, then member. */
  asked: Type.Array(CancellationAsked),
  salt: Salt,
});
export type OpenShard = Static<typeof OpenShard>;

/** A page that no match has taken in yet: stands until one does. */
export const DuePage = closed({
  type: Type.Literal('due-page'),
  version: Type.Literal(1),
  /** SHA-256 of the page's header. */
  header: Sha256Hex,
});
export type DuePage = Static<typeof DuePage>;

/** A side has at most so many pages with corrections that no match has taken in: one match takes all of them. */
export const CORRECTIONS_DUE_MAX = 50;

/** One match takes at most so many pages in: all that correct something, of both sides, find room. */
export const MATCH_PAGES_MAX = 2 * CORRECTIONS_DUE_MAX;

/**
 * The pages of a side that correct something and that no match has taken in. Every match takes all of these in, so
 * that nobody gets to match what has been corrected.
 */
export const CorrectionsDue = closed({
  type: Type.Literal('corrections-due'),
  version: Type.Literal(1),
  submitter: MemberId,
  counterparty: MemberId,
  tradeDate: DateText,
  /** Page ids, sorted. */
  pages: Type.Array(ClientId, { maxItems: CORRECTIONS_DUE_MAX }),
  salt: Salt,
});
export type CorrectionsDue = Static<typeof CorrectionsDue>;

/** One firm's side of a pair's trade date. */
export type DaySide = Pick<CorrectionsDue, 'submitter' | 'counterparty' | 'tradeDate'>;

/** What one match, one side's consent to cancelling, or a cancelled instruction brought about; never changed afterwards. */
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
  /** The instruction that was cancelled, where it was one: what it would have settled is owed as before. */
  returned: Type.Optional(InstructionName),
  salt: Salt,
});
export type MatchResult = Static<typeof MatchResult>;
export const matchIndexChecker = new Checker(MatchIndex);
export const matchShardChecker = new Checker(MatchShard);
export const openShardChecker = new Checker(OpenShard);
export const duePageChecker = new Checker(DuePage);
export const correctionsDueChecker = new Checker(CorrectionsDue);
export const matchResultChecker = new Checker(MatchResult);
