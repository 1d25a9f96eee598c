import type { TradeStatement } from '../src/documents/trade-statements';
import { isinCheckDigit } from '../src/identifiers/isin';
import { leiCheckDigits } from '../src/identifiers/lei';

/** The LEI of the n-th firm of the tests. */
export function leiOf(n: number): string {
  const body = `0000JANGBUTEST${String(n).padStart(4, '0')}`;
  return body + leiCheckDigits(body);
}

/** The n-th ISIN of the tests. */
export function isinOf(n: number): string {
  const body = `KR7${String(n).padStart(8, '0')}`;
  return `${body}${isinCheckDigit(body)}`;
}

/** The UTI of the n-th trade of the tests. */
export function utiOf(n: number): string {
  return `${leiOf(1)}T${String(n).padStart(6, '0')}`;
}

/** What a firm states of the n-th trade; the buyer's side unless said otherwise. */
export function statementOf(n: number, changed: Partial<TradeStatement> = {}): TradeStatement {
  return {
    uti: utiOf(n),
    side: 'BUY',
    isin: isinOf(1),
    quantity: '100',
    price: '71500',
    currency: 'KRW',
    amount: '7150000',
    settlementDate: '2026-03-13',
    accountKind: 'HOUSE',
    reference: `REF-${n}`,
    ...changed,
  };
}
