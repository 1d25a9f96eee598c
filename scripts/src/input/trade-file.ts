import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { wordsOf } from './words-of';

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

/** Columns that a file with bonds has besides; empty in the lines of other instruments. */
export const BOND_COLUMNS = ['clean_price', 'accrued_interest'] as const;
export type BondColumn = (typeof BOND_COLUMNS)[number];

/** One line of a firm's trade file, as it was read: not yet judged. */
export type StatementRow = Readonly<Record<StatementColumn, string> & Partial<Record<BondColumn, string>>>;

/** A row, and on which line of its file it begins. */
export interface TableLine<Row> {
  readonly line: number;
  readonly row: Row;
}

/** A line of a firm's trade file. */
export type StatementLine = TableLine<StatementRow>;

/** A file that is no table of the expected columns; the message names file and line. */
export class TableFileError extends Error {
  override readonly name = 'TableFileError';
}

type RowOf<C extends string, O extends string> = Readonly<Record<C, string> & Partial<Record<O, string>>>;

async function readLines<C extends string, O extends string>(
  file: string,
  columns: readonly C[],
  optional: readonly O[],
): Promise<TableLine<RowOf<C, O>>[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new TableFileError(`${file} cannot be read: ${wordsOf(cause)}`, { cause });
  });
  try {
    const records = parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      columns: (header: string[]) => checkedHeader(header, columns, optional),
    }) as unknown as { readonly record: RowOf<C, O>; readonly info: { readonly lines: number } }[];
    // The parser tells the line on which a row ends.
    return records.map(({ record, info }) => ({ line: info.lines - breaksIn(record), row: record }));
  } catch (error) {
    throw new TableFileError(`${file}: ${wordsOf(error)}`, { cause: error });
  }
}

/** Line breaks in the fields of a row. */
function breaksIn(row: Readonly<Record<string, string | undefined>>): number {
  return Object.values(row).join('').split('\n').length - 1;
}

/**
 * Reads a table with the given columns and no unknown ones, named in its first line.
 *
 * @param file path of a CSV file (RFC 4180), UTF-8
 * @param columns the columns it must have, in any order
 * @param optional columns that it may have besides
 * @returns its rows, values as text
 * @throws TableFileError when it cannot be read, a column is missing or unknown, or a line has another number of fields
 */
export async function readTable<C extends string, O extends string = never>(
  file: string,
  columns: readonly C[],
  optional: readonly O[] = [],
): Promise<RowOf<C, O>[]> {
  return (await readLines(file, columns, optional)).map(({ row }) => row);
}

function checkedHeader(
  header: readonly string[],
  columns: readonly string[],
  optional: readonly string[],
): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => ![...columns, ...optional].includes(column));
  if (missing.length > 0) throw new Error(`line 1 lacks the column ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`line 1 has an unknown column: ${unknown.join(', ')}`);
  return [...header];
}

/** Reads a firm's trade file. See {@link readTable}. */
export function readStatementFile(file: string): Promise<StatementRow[]> {
  return readTable(file, STATEMENT_COLUMNS, BOND_COLUMNS);
}

/** Reads a firm's trade file, with the line of each trade. */
export function readStatementLines(file: string): Promise<StatementLine[]> {
  return readLines(file, STATEMENT_COLUMNS, BOND_COLUMNS);
}
