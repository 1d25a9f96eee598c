import {
  CancellationAsked,
  closed,
  CorrectedStatement,
  EntryWithoutEffect,
  MatchedTradeRecord,
  MemberId,
  DateText,
  ObligationRecord,
  oneOf,
  PageReference,
  Pair,
  StatementSource,
  TradeBreakRecord,
  TradeStatement,
  Uti,
  type TradeProblemCode,
} from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import { ToldError } from './outcomes';

/** A trade as one firm states it, with what its page says for all of its trades. */
export const Statement = closed({
  ...TradeStatement.properties,
  counterparty: MemberId,
  tradeDate: DateText,
});

export const MatchedTrade = MatchedTradeRecord;

/** A trade on which two firms differ, with what each of them stated. */
export const TradeBreak = closed({
  ...TradeBreakRecord.properties,
  statements: Type.Tuple([Statement, Statement]),
});

/** A statement that waits for its other side. */
export const WaitingTrade = closed({
  uti: Uti,
  statedBy: MemberId,
  statement: Statement,
  source: StatementSource,
});

/** What one firm of a pair owes the other. */
export const Obligation = closed({ pair: Pair, ...ObligationRecord.properties });

/** What a match brought about, and how the pair's day stands after it. */
export const MatchSummary = closed({
  pair: Pair,
  tradeDate: DateText,
  sequence: Type.Integer({ minimum: 0 }),
  matched: Type.Array(MatchedTrade),
  matchedInAll: Type.Integer({ minimum: 0 }),
  corrected: Type.Array(CorrectedStatement),
  withoutEffect: Type.Array(EntryWithoutEffect),
  breaks: Type.Array(TradeBreak),
  waiting: Type.Array(WaitingTrade),
  obligations: Type.Array(Obligation),
  missing: Type.Array(PageReference),
});

/** What is wrong with one trade of a page. */
const TradeProblem = closed({
  position: Type.Integer({ minimum: 0 }),
  uti: Type.Union([Type.String(), Type.Null()]),
  code: Type.Unsafe<TradeProblemCode>(Type.String()),
  problems: Type.Optional(Type.Array(closed({ path: Type.String(), message: Type.String() }))),
});

/** What became of one trade of a file. Its UTI is as it was given: it may be no UTI. */
export const TradeResult = Type.Union([
  closed({
    status: Type.Literal('RECORDED'),
    uti: Type.String(),
    page: PageReference,
    position: Type.Integer({ minimum: 0 }),
    transactionId: Type.Union([Type.String(), Type.Null()]),
  }),
  closed({ status: Type.Literal('REFUSED'), uti: Type.String(), problem: TradeProblem }),
  closed({
    status: Type.Literal('FAILED'),
    uti: Type.String(),
    error: ToldError,
    pending: Type.Union([PageReference, Type.Null()]),
  }),
]);

export const TradeResults = Type.Array(TradeResult);

const statementOrNull = Type.Union([Statement, Type.Null()]);
const trade = { uti: Uti, trade: MatchedTrade };

/** What is known of one trade. */
export const TradeStatus = Type.Union([
  closed({ status: oneOf('PENDING', 'RECORDED'), uti: Uti, page: PageReference, statement: statementOrNull }),
  closed({ status: Type.Literal('WAITING'), uti: Uti, statedBy: MemberId, statement: Statement }),
  closed({ status: Type.Literal('WITHDRAWN'), uti: Uti, withdrawnBy: Type.Array(MemberId) }),
  closed({ status: Type.Literal('BROKEN'), ...TradeBreak.properties }),
  closed({
    status: Type.Literal('CANCELLATION_ASKED'),
    ...trade,
    asked: Type.Array(CancellationAsked),
  }),
  closed({ status: Type.Literal('CANCELLED'), ...trade, instead: Type.Union([Uti, Type.Null()]) }),
  closed({ status: Type.Literal('MATCHED'), ...trade }),
]);
export type TradeStatus = Static<typeof TradeStatus>;
