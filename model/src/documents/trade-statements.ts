import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import {
  AccountKind,
  Amount,
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
 * Which of a firm's own words on a trade: the first is 1, and what corrects revision n is revision n + 1. The firm
 * states it, and the highest counts: so what a side says never hangs on the order in which its pages are taken.
 */
export const Revision = Type.Integer({ minimum: 1, maximum: 1_000_000 });
export type Revision = Static<typeof Revision>;

/** A new statement in place of what the same firm said before of the same UTI, also where it had withdrawn it. */
export const Replacement = closed({ ...TradeStatement.properties, replaces: Revision });
export type Replacement = Static<typeof Replacement>;

/** Takes a firm's own statement of a trade back. */
export const StatementWithdrawal = closed({ uti: Uti, withdraws: Revision });
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

/** What is wrong with what is paid for a trade. */
export type PaymentProblemCode = 'PAYMENT_MISSING' | 'PAYMENT_UNFIT' | 'AMOUNT_NOT_BY_PRICE';
