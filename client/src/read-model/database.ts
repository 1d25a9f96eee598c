/** One row, by column name. Amounts and dates are asked for as text. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs statements of PostgreSQL's dialect; `$1` and so on stand for the values. */
export interface Statements {
  run(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** A database: PostgreSQL, or PGlite in a folder. */
export interface Database extends Statements {
  /** All of the work or nothing of it. */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A value that a query selected as text. */
export function textIn(row: Row | undefined, column: string): string | undefined {
  const value = row?.[column];
  return typeof value === 'string' ? value : undefined;
}
