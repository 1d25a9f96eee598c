import type { Statement } from '@jangbu/client/interfirm';
import type { StatementRow } from './trade-file';

/** Decimal digits as an integer; anything else becomes what no field of a trade may be, and is refused by its name. */
function integer(text: string): bigint {
  return /^[0-9]{1,30}$/.test(text) ? BigInt(text) : -1n;
}

/** As {@link integer}; a field that is empty or not there is not stated. */
function optional(text = ''): bigint | undefined {
  return text === '' ? undefined : integer(text);
}

/** A line of a trade file as the SDK takes it. What is wrong with it is told by the SDK, trade by trade. */
export function toStatement(row: StatementRow): Statement {
  return {
    uti: row.uti,
    counterparty: row.counterparty,
    tradeDate: row.trade_date,
    side: row.side.toUpperCase() as Statement['side'],
    isin: row.isin,
    quantity: integer(row.quantity),
    price: integer(row.price),
    cleanPrice: optional(row.clean_price),
    accruedInterest: optional(row.accrued_interest),
    currency: row.currency,
    amount: integer(row.amount),
    settlementDate: row.settlement_date,
    accountKind: row.account_kind.toUpperCase() as Statement['accountKind'],
    reference: row.reference,
  };
}
