import type { Statement } from '@jangbu/client/interfirm';
import { Cells } from './cells';
import { ACCOUNT_KINDS } from './choices';
import type { StatementRow } from './trade-file';

const SIDES = ['BUY', 'SELL'] as const;
const PAYMENTS = ['FREE'] as const;

/**
 * A line of a trade file as the SDK takes it. What is wrong with the trade itself is told by the SDK, trade by trade.
 *
 * @throws TableFileError for a number, a date or a word that does not read; it names file, line, column and value
 */
export function toStatement(row: StatementRow): Statement {
  const cells = new Cells(row);
  return {
    uti: row.uti,
    counterparty: row.counterparty,
    tradeDate: cells.date('trade_date'),
    side: cells.word('side', SIDES),
    isin: row.isin,
    quantity: cells.whole('quantity'),
    price: cells.whole('price'),
    cleanPrice: cells.wholeIfAny('clean_price'),
    accruedInterest: cells.wholeIfAny('accrued_interest'),
    currency: row.currency,
    amount: cells.whole('amount'),
    payment: cells.text('payment') === '' ? undefined : cells.word('payment', PAYMENTS),
    settlementDate: cells.date('settlement_date'),
    accountKind: cells.word('account_kind', ACCOUNT_KINDS),
    reference: row.reference,
  };
}
