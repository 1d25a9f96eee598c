import type { Row, Statements } from './database';

type Kind = 'text' | 'amount' | 'date' | 'integer' | 'texts' | 'text?' | 'amount?' | 'date?';

interface Values {
  readonly text: string;
  readonly amount: bigint;
  readonly date: string;
  readonly integer: number;
  readonly texts: readonly string[];
  readonly 'text?': string | null;
  readonly 'amount?': bigint | null;
  readonly 'date?': string | null;
}

/** Columns to select, by their name in the application, and what they are. */
export type Columns = Readonly<Record<string, Kind>>;

/** A selected row: amounts are `bigint`, dates `YYYY-MM-DD`; null where nothing is said. */
export type Selected<C extends Columns> = { readonly [N in keyof C]: Values[C[N]] };

/** What rows must be equal to. */
export type Where<C extends Columns> = {
  readonly [N in keyof C as C[N] extends 'texts' ? never : N]?: Values[C[N]] | undefined;
};

function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function selectedAs(name: string, kind: Kind): string {
  const column = columnName(name);
  const casts = kind.startsWith('amount') || kind.startsWith('date');
  return casts ? `${column}::text AS ${column}` : column;
}

function valueOf(kind: Kind, value: unknown): unknown {
  return kind.startsWith('amount') && typeof value === 'string' ? BigInt(value) : (value ?? null);
}

function rowOf<C extends Columns>(columns: C, row: Row): Selected<C> {
  const values = Object.entries(columns).map(([name, kind]) => [name, valueOf(kind, row[columnName(name)])]);
  // Its columns were selected by this very list, and the schema says what they are.
  return Object.fromEntries(values) as Selected<C>;
}

/** Selects rows of a table or view, in the order of all columns. */
export async function select<C extends Columns>(
  statements: Statements,
  from: string,
  columns: C,
  where: Where<C>,
): Promise<Selected<C>[]> {
  const asked = Object.entries(where).filter(([name, value]) => name in columns && value !== undefined);
  const conditions = asked.map(([name], i) => `${columnName(name)} IS NOT DISTINCT FROM $${i + 1}`);
  const names = Object.entries(columns);
  const sql = [
    `SELECT ${names.map(([name, kind]) => selectedAs(name, kind)).join(', ')} FROM jangbu.${from}`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    `ORDER BY ${names.map((_, i) => i + 1).join(', ')}`,
  ].join(' ');
  const values = asked.map(([, value]) => (typeof value === 'bigint' ? String(value) : value));
  return (await statements.run(sql, values)).map((row) => rowOf(columns, row));
}
