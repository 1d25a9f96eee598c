import { isinCheckDigit, leiCheckDigits } from '@jangbu/model';
import type { Statement } from '../src/interfirm/pages/statement';

const LEI_BODY = 'JANGBU000000000000';
const LEI = `${LEI_BODY}${leiCheckDigits(LEI_BODY)}`;

/** An ISIN with a valid check digit. */
export function isin(number: number): string {
  const body = `KR7${String(number).padStart(8, '0')}`;
  return `${body}${isinCheckDigit(body)}`;
}

/** A UTI of the test's own firm. */
export function uti(number: number): string {
  return `${LEI}T${String(number).padStart(8, '0')}`;
}

/** A statement of nh's, bought from sk. */
export function statement(number: number, changes: Partial<Statement> = {}): Statement {
  return {
    uti: uti(number),
    counterparty: 'sk',
    tradeDate: '2026-11-24',
    side: 'BUY',
    isin: isin(number % 7),
    quantity: 100n + BigInt(number),
    price: 70_000n,
    currency: 'KRW',
    amount: 70_000n * (100n + BigInt(number)),
    settlementDate: '2026-11-26',
    accountKind: 'HOUSE',
    reference: `NH-${number}`,
    ...changes,
  };
}

/** The other side of a statement. */
export function mirrored(of: Statement, changes: Partial<Statement> = {}): Statement {
  const side = of.side === 'BUY' ? 'SELL' : 'BUY';
  return { ...of, counterparty: 'nh', side, reference: `SK-${of.reference}`, ...changes };
}
