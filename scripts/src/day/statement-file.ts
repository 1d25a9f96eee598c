import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

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

export type StatementColumn = (typeof STATEMENT_COLUMNS)[number];

/** One line of a firm's trade file, as it was read: not yet judged. */
export type StatementRow = Readonly<Record<StatementColumn, string>>;

/** A file that is no table of the expected columns; the message names file and line. */
export class TableFileError extends Error {
  override readonly name = 'TableFileError';
}

/**
 * Reads a table with exactly the given columns, named in its first line.
 *
 * @param file path of a CSV file (RFC 4180), UTF-8
 * @param columns the columns it must have, in any order
 * @returns its rows, values as text
 * @throws TableFileError when a column is missing or unknown, or a line has another number of fields
 */
export async function readTable<C extends string>(
  file: string,
  columns: readonly C[],
): Promise<Readonly<Record<C, string>>[]> {
  const text = await readFile(file, 'utf8');
  try {
    return parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      columns: (header: string[]) => checkedHeader(header, columns),
    }) as unknown as Readonly<Record<C, string>>[];
  } catch (error) {
    throw new TableFileError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function checkedHeader(header: readonly string[], columns: readonly string[]): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new Error(`line 1 lacks the column ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`line 1 has an unknown column: ${unknown.join(', ')}`);
  return [...header];
}

/** Reads a firm's trade file. See {@link readTable}. */
export function readStatementFile(file: string): Promise<StatementRow[]> {
  return readTable(file, STATEMENT_COLUMNS);
}
