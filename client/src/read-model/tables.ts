import { sha256Hex, type Key } from '@jangbu/model';
import type { PrivateHash } from '../core/follow/ledger-block';
import type { Statements } from './database';
import type { TableRow } from './row';
import { DOCUMENT_TABLES } from './ledger-tables';

/** Where a document was written. */
export interface WrittenAt {
  readonly blockNumber: bigint;
  readonly position: number;
}

/** A document as it was written. */
export interface WrittenDocument extends WrittenAt {
  /** SHA-256 of its key. */
  readonly document: string;
  readonly visibility: 'PUBLIC' | 'PRIVATE';
  readonly key: Key;
  readonly content: string;
}

/** A document that counts, with the rows that it makes. */
export interface CountingDocument extends WrittenDocument {
  readonly rows: readonly TableRow[];
}

/** SHA-256 of a key as it stands in blocks. */
export function documentOf(key: string): string {
  return sha256Hex(key);
}

/** PostgreSQL's text has no zero character; a public name could have one, and must not stop everybody. */
function encode(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value,
  );
}

/** Inserts rows of one table in one statement. */
export async function insert(
  statements: Statements,
  table: string,
  rows: readonly TableRow['columns'][],
): Promise<void> {
  if (rows.length === 0) return;
  const sql = `INSERT INTO jangbu.${table} SELECT * FROM jsonb_populate_recordset(NULL::jangbu.${table}, $1::jsonb)`;
  await statements.run(sql, [encode(rows)]);
}

/** Whether a document, or the absence of one, was written later than that. */
async function isOutdated(
  statements: Statements,
  { document, blockNumber, position }: WrittenDocument,
): Promise<boolean> {
  const later = (table: string): string =>
    `SELECT 1 AS one FROM jangbu.${table} WHERE document = $1 AND (block_number, position) > ($2, $3)`;
  const tables = ['documents', 'superseded_documents', 'unread_documents'];
  const sql = tables.map(later).join(' UNION ALL ');
  return (await statements.run(sql, [document, String(blockNumber), position])).length > 0;
}

const ROWS_OF_DOCUMENT = DOCUMENT_TABLES.map(
  (table) => `deleted_${table} AS (DELETE FROM jangbu.${table} WHERE document = $1)`,
).join(', ');

/** Takes a document that stands, and its rows, away. */
export async function erase(statements: Statements, document: string): Promise<void> {
  const sql = `WITH ${ROWS_OF_DOCUMENT} DELETE FROM jangbu.documents WHERE document = $1`;
  await statements.run(sql, [document]);
}

/**
 * Forgets what was noted of a document's versions up to a place: what has come since counts, or nothing does any more.
 * It is the same whether those versions had come by then or not, so that a rebuild ends as following did.
 */
async function forgetNotes(
  statements: Statements,
  document: string,
  { blockNumber, position }: WrittenAt,
): Promise<void> {
  const upTo = 'WHERE document = $1 AND (block_number, position) <= ($2, $3)';
  const sql = `WITH awaited AS (DELETE FROM jangbu.missing_documents ${upTo})
    DELETE FROM jangbu.doubtful_documents ${upTo}`;
  await statements.run(sql, [document, String(blockNumber), position]);
}

/** Takes a document away that was deleted from the own collection, and all that was noted of it up to then. */
export async function forget(statements: Statements, document: string, at: WrittenAt): Promise<void> {
  await forgetNotes(statements, document, at);
  await erase(statements, document);
}

/**
 * Notes that documents changed with those who must hold them and not in the own collection, and takes away those that
 * stand here: they stand no more as they were shown. Of documents that this member never had nothing is noted, nor of
 * those that a new supervisor has taken over as they stand here.
 */
export async function supersede(
  statements: Statements,
  changed: readonly PrivateHash[],
  { blockNumber, position }: WrittenAt,
): Promise<void> {
  if (changed.length === 0) return;
  const sql = `INSERT INTO jangbu.superseded_documents
    SELECT DISTINCT document, $3::bigint, $4::integer FROM (
      SELECT document FROM jangbu.documents UNION ALL SELECT document FROM jangbu.missing_documents
      UNION ALL SELECT document FROM jangbu.doubtful_documents
      UNION ALL SELECT document FROM jangbu.superseded_documents
    ) known JOIN unnest($1::text[], $2::text[]) AS changed (document, value_hash) USING (document)
    WHERE NOT EXISTS (SELECT 1 FROM jangbu.documents same WHERE same.document = changed.document
      AND encode(sha256(convert_to(same.content, 'UTF8')), 'hex') = changed.value_hash)
    AND NOT EXISTS (SELECT 1 FROM jangbu.missing_documents same WHERE same.document = changed.document
      AND same.value_hash = changed.value_hash)
    ON CONFLICT (document) DO UPDATE SET block_number = excluded.block_number, position = excluded.position
    RETURNING document`;
  const [documents, hashes] = [
    changed.map(({ keyHash }) => keyHash),
    changed.map(({ valueHash }) => valueHash),
  ];
  for (const row of await statements.run(sql, [documents, hashes, String(blockNumber), position])) {
    await forget(statements, String(row['document']), { blockNumber, position });
  }
}

/** Puts a document and its rows in the place of what stood under its key; an older one changes nothing. */
export async function put(statements: Statements, written: CountingDocument): Promise<void> {
  if (written.visibility === 'PRIVATE') await forgetNotes(statements, written.document, written);
  if (await isOutdated(statements, written)) return;
  const { document, visibility, key, content, rows, blockNumber, position } = written;
  await erase(statements, document);
  const [kind, ...rest] = key;
  const place = { block_number: String(blockNumber), position };
  const name = rest.join('/');
  await insert(statements, 'documents', [{ document, visibility, kind, name, ...place, content }]);
  const byTable = new Map<string, TableRow['columns'][]>();
  for (const { table, columns } of rows) {
    const same = byTable.get(table) ?? [];
    same.push({ ...columns, document });
    byTable.set(table, same);
  }
  for (const [table, columns] of byTable) await insert(statements, table, columns);
}

/**
 * Keeps a document that this version cannot read, and says so in `unread_documents`, until a readable one takes its
 * place or a later version reads the ledger anew. What a public document said before stays in its tables: members and
 * parameters in force are needed to judge what comes. A private one's rows go, since it stands no more as it was shown.
 */
export async function putUnread(statements: Statements, written: WrittenDocument): Promise<void> {
  if (await isOutdated(statements, written)) return;
  const { document, visibility, key, content, blockNumber, position } = written;
  if (visibility === 'PRIVATE') await forget(statements, document, written);
  else await statements.run('DELETE FROM jangbu.unread_documents WHERE document = $1', [document]);
  const [kind, ...rest] = key;
  const place = { block_number: String(blockNumber), position };
  const row = { document, visibility, kind, name: rest.join('/'), ...place, content };
  await insert(statements, 'unread_documents', [row]);
}
