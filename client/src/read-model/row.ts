/** A row to insert: which table, and its columns. Amounts and dates are text, as in documents. */
export interface TableRow {
  readonly table: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

export function rowIn(table: string, columns: TableRow['columns']): TableRow {
  return { table, columns };
}

/** A pair's or both accounts' two columns. */
export function pairColumns([first, second]: readonly [string, string]): Record<string, string> {
  return { first_member: first, second_member: second };
}

export function accountColumns([first, second]: readonly [string, string]): Record<string, string> {
  return { first_account_kind: first, second_account_kind: second };
}
