import type { Statements } from './database';
import { textIn } from './database';
import { LEDGER_TABLES } from './ledger-tables';

/** What a table holds, in short: equal digests mean equal rows. */
export interface TableDigest {
  readonly table: string;
  readonly rows: number;
  /** SHA-256, hexadecimal, over all rows in an order of their own. */
  readonly hash: string;
}

/** Digests of all tables that come from the ledger. */
export async function tableDigests(statements: Statements): Promise<TableDigest[]> {
  const digests: TableDigest[] = [];
  for (const table of LEDGER_TABLES) {
    const sql = `SELECT count(*)::text AS count, encode(sha256(convert_to(
        coalesce(string_agg(row_hash, ',' ORDER BY row_hash COLLATE "C"), ''), 'UTF8')), 'hex') AS hash
      FROM (SELECT md5(to_jsonb(each)::text) AS row_hash FROM jangbu.${table} each) hashed`;
    const [row] = await statements.run(sql);
    digests.push({ table, rows: Number(textIn(row, 'count') ?? '0'), hash: textIn(row, 'hash') ?? '' });
  }
  return digests;
}
