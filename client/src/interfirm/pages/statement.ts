import type { AccountKind, Payment, Side, TradeStatement } from '@jangbu/model';

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
  /** For bonds, and for nothing else: the price without accrued interest, as `price`. */
  readonly cleanPrice?: bigint | undefined;
  /** For bonds, and for nothing else: the interest that `amount` contains, in the currency's smallest unit. */
  readonly accruedInterest?: bigint | undefined;
  /** ISO 4217. */
  readonly currency: string;
  /** Settlement amount without the firm's own fees and taxes, in the currency's smallest unit. */
  readonly amount: bigint;
  /** Said of a trade that is free of payment, whose prices and amount are zero; without it they must not be. */
  readonly payment?: Payment | undefined;
  /** `YYYY-MM-DD`. */
  readonly settlementDate: string;
  /** The firm's own account, or its customers'. */
  readonly accountKind: AccountKind;
  /** The firm's own reference: up to 35 of `A-Z 0-9 / . : -`. Never personal data. */
  readonly reference: string;
}

/** A bond's amounts in another form; nothing where none are stated. */
function ofBond<A, B>(
  {
    cleanPrice,
    accruedInterest,
  }: { readonly cleanPrice?: A | undefined; readonly accruedInterest?: A | undefined },
  to: (amount: A) => B,
): { readonly cleanPrice?: B; readonly accruedInterest?: B } {
  return {
    ...(cleanPrice === undefined ? {} : { cleanPrice: to(cleanPrice) }),
    ...(accruedInterest === undefined ? {} : { accruedInterest: to(accruedInterest) }),
  };
}

/** A bond's amounts out of a document. */
export function bondAmounts(document: {
  readonly cleanPrice?: string | undefined;
  readonly accruedInterest?: string | undefined;
}): { readonly cleanPrice?: bigint; readonly accruedInterest?: bigint } {
  return ofBond(document, BigInt);
}

/** A statement as it is written in a page: amounts as decimal strings, without what the page says. */
export function toTradeStatement(statement: Statement): TradeStatement {
  const { uti, side, isin, currency, payment, settlementDate, accountKind, reference } = statement;
  return {
    uti,
    side,
    isin,
    quantity: String(statement.quantity),
    price: String(statement.price),
    ...ofBond(statement, String),
    currency,
    amount: String(statement.amount),
    ...(payment === undefined ? {} : { payment }),
    settlementDate,
    accountKind,
    reference,
  };
}

/** A statement out of a page, with what the page says of it. */
export function fromTradeStatement(
  { cleanPrice, accruedInterest, ...trade }: TradeStatement,
  page: { readonly counterparty: string; readonly tradeDate: string },
): Statement {
  return {
    ...trade,
    ...bondAmounts({ cleanPrice, accruedInterest }),
    counterparty: page.counterparty,
    tradeDate: page.tradeDate,
    quantity: BigInt(trade.quantity),
    price: BigInt(trade.price),
    amount: BigInt(trade.amount),
  };
}
