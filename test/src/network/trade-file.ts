import { randomBytes } from 'node:crypto';
import type { Statement } from '@jangbu/client/interfirm';

const COLUMNS = [
  ...['uti', 'counterparty', 'tradeDate', 'side', 'isin', 'quantity', 'price', 'currency'],
  ...['amount', 'settlementDate', 'accountKind', 'reference'],
] as const satisfies readonly (keyof Statement)[];

/** A file's name for a field: `tradeDate` is `trade_date`. */
function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The text of a file of trades, for commands to read. */
export function tradeCsv(statements: readonly Statement[]): string {
  const rows = statements.map((each) => COLUMNS.map((field) => each[field]).join(','));
  return [COLUMNS.map(columnOf).join(','), ...rows, ''].join('\n');
}

/** A UTI that no other test has: the firm's LEI and random letters. */
export function utiOf(lei: string): string {
  return `${lei}${randomBytes(12).toString('hex').toUpperCase()}`;
}
