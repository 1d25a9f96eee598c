import { paged, type Listing } from '../core/lists/listing';
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

/** So many rows are read at a time. */
export const ROWS_PER_READ = 1000;

const TYPES: { readonly [K in Kind]?: string } = { amount: 'numeric', date: 'date', integer: 'integer' };

/** A table or view: its columns, of which the first few tell its rows apart. */
export interface Table<C extends Columns> {
  readonly name: string;
  readonly columns: C;
  /** So many of the first columns are the key; none of them is null. */
  readonly keyColumns: number;
}

/** A statement that is built piece by piece, with its values. */
class Building {
  readonly values: unknown[] = [];

  /** The place of a value in the statement. */
  place(value: unknown): string {
    this.values.push(typeof value === 'bigint' ? String(value) : value);
    return `$${this.values.length}`;
  }
}

/** Selects rows of a table or view, in the order of its key, from behind a row on. */
async function selectSome<C extends Columns>(
  statements: Statements,
  { name: from, columns, keyColumns }: Table<C>,
  where: Where<C>,
  after: Selected<C> | undefined,
): Promise<Selected<C>[]> {
  const building = new Building();
  const conditions = Object.entries(where)
    .filter(([name, value]) => name in columns && value !== undefined)
    .map(([name, value]) => `${columnName(name)} IS NOT DISTINCT FROM ${building.place(value)}`);
  const named = Object.entries(columns);
  const key = named.slice(0, keyColumns);
  const keyNames = key.map(([name]) => columnName(name)).join(', ');
  if (after) {
    const places = key.map(([name, kind]) => `${building.place(after[name])}::${TYPES[kind] ?? 'text'}`);
    conditions.push(`(${keyNames}) > (${places.join(', ')})`);
  }
  const sql = [
    `SELECT ${named.map(([name, kind]) => selectedAs(name, kind)).join(', ')} FROM jangbu.${from}`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    `ORDER BY ${key.map(([name]) => `${from}.${columnName(name)}`).join(', ')} LIMIT ${ROWS_PER_READ}`,
  ].join(' ');
  return (await statements.run(sql, building.values)).map((row) => rowOf(columns, row));
}

/** The rows of a table or view that are asked for, in the order of its key. */
export function select<C extends Columns>(
  statements: Statements,
  table: Table<C>,
  where: Where<C>,
): Listing<Selected<C>> {
  return paged<Selected<C>>(ROWS_PER_READ, (after) => selectSome(statements, table, where, after));
}
