import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { wordsOf } from './words-of';

/** Where a row stands. */
export interface RowPlace {
  readonly file: string;
  /** From one; of a row over several lines the first. */
  readonly line: number;
}

/** A row of a table as it was read: its values as text, not yet judged. */
export type TableRow<C extends string, O extends string = never> = Readonly<
  Record<C, string> & Partial<Record<O, string>>
> & { readonly place: RowPlace };

/** A file that is no table of the expected columns, or a value in it that does not read; the message names file and line. */
export class TableFileError extends Error {
  override readonly name = 'TableFileError';
}

/** A record as the parser gives it. */
interface ReadRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function recordsOf(file: string, text: string): readonly ReadRecord[] {
  try {
    return parse(text, {
      ...{ bom: true, trim: true, skip_empty_lines: true, info: true },
      // Judged below: the rows that a spreadsheet leaves empty at its end may be of any length.
      relax_column_count: true,
    }) as unknown as readonly ReadRecord[];
  } catch (cause) {
    throw new TableFileError(`${file}: ${wordsOf(cause)}`, { cause });
  }
}

function checkHeader(
  file: string,
  header: readonly string[],
  columns: readonly string[],
  optional: readonly string[],
): void {
  const missing = columns.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => ![...columns, ...optional].includes(column));
  const twice = header.find((column, i) => header.indexOf(column) !== i);
  if (missing.length > 0) {
    throw new TableFileError(`${file}: line 1 lacks the column ${missing.join(', ')}`);
  }
  if (unknown.length > 0) {
    throw new TableFileError(`${file}: line 1 has an unknown column: ${unknown.join(', ')}`);
  }
  if (twice !== undefined) throw new TableFileError(`${file}: line 1 has the column ${twice} twice`);
}

/**
 * Reads a table with the given columns and no unknown ones, named in its first line. Empty rows are passed over.
 *
 * @param file path of a CSV file (RFC 4180), UTF-8
 * @param columns the columns it must have, in any order
 * @param optional columns that it may have besides
 * @returns its rows, values as text, each with its place
 * @throws TableFileError when it cannot be read, a column is missing, unknown or there twice, or a line has another number
 *   of fields
 */
export async function readTable<C extends string, O extends string = never>(
  file: string,
  columns: readonly C[],
  optional: readonly O[] = [],
): Promise<TableRow<C, O>[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new TableFileError(`${file} cannot be read: ${wordsOf(cause)}`, { cause });
  });
  const [first, ...records] = recordsOf(file, text);
  const header = first?.record ?? [];
  checkHeader(file, header, columns, optional);
  return records.flatMap(({ record, info: { lines } }) => {
    // The parser tells the line on which a row ends.
    const line = lines - (record.join('').split('\n').length - 1);
    if (record.every((value) => value === '')) return [];
    if (record.length !== header.length) {
      const counts = `${record.length} values where line 1 names ${header.length} columns`;
      throw new TableFileError(`${file}: line ${line} has ${counts}`);
    }
    const values = Object.fromEntries(header.map((column, i) => [column, record[i] ?? '']));
    return [{ ...values, place: { file, line } } as TableRow<C, O>];
  });
}
