import { readTable, type TableRow } from './table-file';

/** Columns of a firm's trade file, in their order; the first line of the file names them. */
export const STATEMENT_COLUMNS = [
  'uti',
  'counterparty',
  'trade_date',
  'side',
  'isin',
  'quantity',
  'price',
  'currency',
  'amount',
  'settlement_date',
  'account_kind',
  'reference',
] as const;

/** Columns that a file may have besides: bonds' amounts, and what is free of payment. Empty where they are not of the line. */
export const OPTIONAL_COLUMNS = ['clean_price', 'accrued_interest', 'payment'] as const;

/** A column of a trade file. */
export type StatementColumn = (typeof STATEMENT_COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];

/** One line of a firm's trade file, as it was read: not yet judged. */
export type StatementRow = TableRow<(typeof STATEMENT_COLUMNS)[number], (typeof OPTIONAL_COLUMNS)[number]>;

/** Reads a firm's trade file. See {@link readTable}. */
export function readStatementFile(file: string): Promise<StatementRow[]> {
  return readTable(file, STATEMENT_COLUMNS, OPTIONAL_COLUMNS);
}
