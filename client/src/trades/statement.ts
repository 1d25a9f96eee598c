import type { AccountKind, Side, TradeStatement } from '@jangbu/model';

/** A firm's own statement of one trade, as an application has it. Amounts are integers. */
export interface Statement {
  /** Unique transaction identifier (ISO 23897). */
  readonly uti: string;
  /** Member id of the other firm. */
  readonly counterparty: string;
  /** `YYYY-MM-DD`. */
  readonly tradeDate: string;
  /** What the stating firm did. */
  readonly side: Side;
  readonly isin: string;
  /** In the instrument's smallest unit (see its `quantityScale`); more than zero. */
  readonly quantity: bigint;
  /** For one whole unit, at the instrument's `priceScale`. */
  readonly price: bigint;
  /** ISO 4217. */
  readonly currency: string;
  /** Settlement amount without the firm's own fees and taxes, in the currency's smallest unit. */
  readonly amount: bigint;
  /** `YYYY-MM-DD`. */
  readonly settlementDate: string;
  /** The firm's own account, or its customers'. */
  readonly accountKind: AccountKind;
  /** The firm's own reference: up to 35 of `A-Z 0-9 / . : -`. Never personal data. */
  readonly reference: string;
}

/** A statement as it is written in a page: amounts as decimal strings, without what the page says. */
export function toTradeStatement(statement: Statement): TradeStatement {
  const { uti, side, isin, currency, settlementDate, accountKind, reference } = statement;
  return {
    uti,
    side,
    isin,
    quantity: String(statement.quantity),
    price: String(statement.price),
    currency,
    amount: String(statement.amount),
    settlementDate,
    accountKind,
    reference,
  };
}

/** A statement out of a page, with what the page says of it. */
export function fromTradeStatement(
  trade: TradeStatement,
  page: { readonly counterparty: string; readonly tradeDate: string },
): Statement {
  return {
    ...trade,
    counterparty: page.counterparty,
    tradeDate: page.tradeDate,
    quantity: BigInt(trade.quantity),
    price: BigInt(trade.price),
    amount: BigInt(trade.amount),
  };
}
