import { Type, type Static } from '@sinclair/typebox';
import {
  AccountKind,
  Amount,
  Checker,
  ClientId,
  closed,
  Currency,
  DateText,
  Isin,
  MemberId,
  oneOf,
  PositiveAmount,
  Salt,
  Seed,
  Sha256Hex,
  SignedAmount,
  Uti,
} from '../schema/schema';

/** A page holds at most so many trades. */
export const PAGE_TRADES_MAX = 500;
/** Its body has at most so many bytes. */
export const PAGE_BYTES_MAX = 256 * 1024;

export const Side = oneOf('BUY', 'SELL');
export type Side = Static<typeof Side>;

/** A trade as one of its two firms states it. Counterparty and trade date are those of its page. */
export const TradeStatement = closed({
  uti: Uti,
  /** What the stating firm did. */
  side: Side,
  isin: Isin,
  /** In the instrument's smallest unit (see `quantityScale`). */
  quantity: PositiveAmount,
  /** For one whole unit, in the currency's smallest unit at the instrument's `priceScale`. */
  price: Amount,
  /** For bonds, and for nothing else: the price without accrued interest, as `price`. */
  cleanPrice: Type.Optional(Amount),
  /** For bonds, and for nothing else: the interest that `amount` contains, in the currency's smallest unit. */
  accruedInterest: Type.Optional(Amount),
  currency: Currency,
  /** Settlement amount without the firm's own fees and taxes, in the currency's smallest unit. */
  amount: Amount,
  settlementDate: DateText,
  /** The stating firm's own account, or its customers'. */
  accountKind: AccountKind,
  /** The stating firm's own reference. */
  reference: Type.String({ pattern: '^[A-Z0-9][A-Z0-9/.:-]{0,34}$' }),
});
export type TradeStatement = Static<typeof TradeStatement>;

/**
 * A place in one of the correcting firm's own pages against the same counterparty and trade date: the
 * statement that a correction means. So what a correction does never hangs on the order of pages.
 */
export const PagePlace = closed({
  pageId: ClientId,
  position: Type.Integer({ minimum: 0, maximum: PAGE_TRADES_MAX - 1 }),
});
export type PagePlace = Static<typeof PagePlace>;

/** A new statement in place of an earlier one of the same UTI, both of the same firm. */
export const Replacement = closed({ ...TradeStatement.properties, replaces: PagePlace });
export type Replacement = Static<typeof Replacement>;

/** Takes a firm's own statement of a trade back. */
export const StatementWithdrawal = closed({ uti: Uti, withdraws: PagePlace });
export type StatementWithdrawal = Static<typeof StatementWithdrawal>;

/** What changes a statement that is not matched yet. */
export const Correction = Type.Union([Replacement, StatementWithdrawal]);
export type Correction = Static<typeof Correction>;

/** What may stand on a page: a statement of a trade, or the correction of one. */
export const PageEntry = Type.Union([TradeStatement, Replacement, StatementWithdrawal]);
export type PageEntry = Static<typeof PageEntry>;

/** Head of a page: what stays when the body is purged, and what a receipt leads to. */
export const PageHeader = closed({
  type: Type.Literal('trade-page'),
  version: Type.Literal(1),
  submitter: MemberId,
  counterparty: MemberId,
  tradeDate: DateText,
  pageId: ClientId,
  count: Type.Integer({ minimum: 1, maximum: PAGE_TRADES_MAX }),
  /** Merkle root over the salted trades, in their order. */
  root: Sha256Hex,
  /** SHA-256 of the body's canonical form. */
  bodyHash: Sha256Hex,
  salt: Salt,
});
export type PageHeader = Static<typeof PageHeader>;

/** Body of a page: the trades (statements of them and corrections), and the seed from which each one's salt derives. */
export const PageBody = closed({
  type: Type.Literal('trade-page-body'),
  version: Type.Literal(1),
  seed: Seed,
  trades: Type.Array(PageEntry, { minItems: 1, maxItems: PAGE_TRADES_MAX }),
});
export type PageBody = Static<typeof PageBody>;

/** A body of which only the frame is known to be right: its trades are judged one by one. */
export const PageBodyFrame = closed({
  type: Type.Literal('trade-page-body'),
  version: Type.Literal(1),
  seed: Seed,
  trades: Type.Array(Type.Unknown(), { minItems: 1, maxItems: PAGE_TRADES_MAX }),
});
export type PageBodyFrame = Static<typeof PageBodyFrame>;

/** Two members that trade with each other, in the order of their ids. */
export const Pair = Type.Tuple([MemberId, MemberId]);
export type Pair = readonly [string, string];

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
  'SETTLEMENT_DATE',
);
export type BreakCode = Static<typeof BreakCode>;

/** One differing field, with what each member of the pair stated, in the pair's order; empty where nothing. */
export const Difference = closed({ code: BreakCode, stated: Type.Tuple([Type.String(), Type.String()]) });
export type Difference = Static<typeof Difference>;

/** A trade on which both sides agree. */
export const MatchedTrade = closed({
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
  /** Seller's amount minus buyer's. */
  amountDifference: SignedAmount,
  settlementDate: DateText,
  /** Each side's own account kind, in the pair's order. */
  accountKinds: Type.Tuple([AccountKind, AccountKind]),
  /** Both statements, in the pair's order. */
  sources: Type.Tuple([StatementSource, StatementSource]),
});
export type MatchedTrade = Static<typeof MatchedTrade>;

/** A trade that both sides stated and on which they differ. */
export const TradeBreak = closed({
  uti: Uti,
  differences: Type.Array(Difference, { minItems: 1 }),
  sources: Type.Tuple([StatementSource, StatementSource]),
});
export type TradeBreak = Static<typeof TradeBreak>;

/**
 * Why an entry of a page has no effect: its side had stated the UTI before; the UTI is matched, or its
 * trade was cancelled; what it corrects does not stand (any more).
 */
export const NoEffectReason = oneOf('STATED_BEFORE', 'MATCHED', 'CANCELLED', 'NOT_STANDING');
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
  trade: MatchedTrade,
  instead: Type.Union([Uti, Type.Null()]),
  /** Ids of both sides' consents, in the pair's order. */
  consents: Type.Tuple([ClientId, ClientId]),
});
export type CancelledTrade = Static<typeof CancelledTrade>;

const obligationName = {
  isin: Isin,
  settlementDate: DateText,
  currency: Currency,
  /** Each side's own account kind, in the pair's order. */
  accountKinds: Type.Tuple([AccountKind, AccountKind]),
};

/** What tells an obligation from the others of its pair and trade date. */
export const ObligationName = closed(obligationName);
export type ObligationName = Static<typeof ObligationName>;

/** What one member owes the other in one instrument for one settlement date, netted. */
export const Obligation = closed({
  ...obligationName,
  /** What the pair's first member receives of the instrument; negative where it delivers. */
  quantity: SignedAmount,
  /** What the pair's first member receives in money; negative where it pays. */
  amount: SignedAmount,
});
export type Obligation = Static<typeof Obligation>;

/** The state of a pair's trade date: rewritten by each match and each cancellation. */
export const MatchIndex = closed({
  type: Type.Literal('match-index'),
  version: Type.Literal(1),
  pair: Pair,
  tradeDate: DateText,
  /** Matches and cancellations done so far, from 1. */
  sequence: Type.Integer({ minimum: 1 }),
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
  obligations: Type.Array(Obligation),
  salt: Salt,
});
export type MatchIndex = Static<typeof MatchIndex>;

/** What one match, or one side's consent to cancelling, brought about; never changed afterwards. */
export const MatchResult = closed({
  type: Type.Literal('match-result'),
  version: Type.Literal(1),
  pair: Pair,
  tradeDate: DateText,
  sequence: Type.Integer({ minimum: 1 }),
  /** The business day on which it was made. */
  businessDay: DateText,
  /** Who asked for it. */
  matchedBy: MemberId,
  matched: Type.Array(MatchedTrade),
  breaks: Type.Array(TradeBreak),
  /** Statements that were replaced or withdrawn, by corrections taken in now or before. */
  corrected: Type.Array(CorrectedStatement),
  withoutEffect: Type.Array(EntryWithoutEffect),
  /** Consents to cancelling that wait for the other side's. */
  asked: Type.Array(CancellationAsked),
  cancelled: Type.Array(CancelledTrade),
  salt: Salt,
});
export type MatchResult = Static<typeof MatchResult>;

/**
 * What a match is asked to do, as transient data. Documents are given as the canonical texts whose
 * hashes stand on the ledger.
 */
export const MatchRequest = closed({
  type: Type.Literal('match-request'),
  version: Type.Literal(1),
  pair: Pair,
  tradeDate: DateText,
  /** Headers and bodies of the pages to take in; pages taken in before are passed over. */
  pages: Type.Array(closed({ header: Type.String(), body: Type.String() }), { minItems: 1, maxItems: 100 }),
  /** The match index as it stands, or null when this pair's trade date has none. */
  index: Type.Union([Type.String(), Type.Null()]),
  /** Salts of the two documents that the match writes. */
  salts: closed({ index: Salt, result: Salt }),
});
export type MatchRequest = Static<typeof MatchRequest>;

export const tradeStatementChecker = new Checker(TradeStatement);
export const replacementChecker = new Checker(Replacement);
export const statementWithdrawalChecker = new Checker(StatementWithdrawal);
export const correctionChecker = new Checker(Correction);
export const pageEntryChecker = new Checker(PageEntry);
export const pageHeaderChecker = new Checker(PageHeader);
export const pageBodyChecker = new Checker(PageBody);
export const pageBodyFrameChecker = new Checker(PageBodyFrame);
export const matchIndexChecker = new Checker(MatchIndex);
export const matchResultChecker = new Checker(MatchResult);
export const matchRequestChecker = new Checker(MatchRequest);

/** The two members in the order in which a pair is written. */
export function pairOf(a: string, b: string): Pair {
  return a < b ? [a, b] : [b, a];
}

/** Whether two pairs are of the same two members, in whatever order. */
export function isSamePair(one: Pair, other: Pair): boolean {
  return pairOf(...one).join() === pairOf(...other).join();
}
