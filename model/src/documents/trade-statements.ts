import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import {
  AccountKind,
  Amount,
  ClientId,
  closed,
  Currency,
  DateText,
  Isin,
  oneOf,
  PositiveAmount,
  Uti,
} from '../schema/fields';

/** A page holds at most so many trades. */
export const PAGE_TRADES_MAX = 500;

/** That nothing is paid. */
export const Payment = oneOf('FREE');
export type Payment = Static<typeof Payment>;

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
  /** Said of a trade that is free of payment, whose prices and amount are zero; without it they are not. */
  payment: Type.Optional(Payment),
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

export const tradeStatementChecker = new Checker(TradeStatement);
export const replacementChecker = new Checker(Replacement);
export const statementWithdrawalChecker = new Checker(StatementWithdrawal);
export const correctionChecker = new Checker(Correction);
export const pageEntryChecker = new Checker(PageEntry);
