import { readCheckpoint } from './checkpoint';
import { textIn, type Statements } from './database';
import { LEDGER_TABLES } from './ledger-tables';
import { fromBlockZero } from './schema-1';

/**
 * Empties all tables that come from the ledger, and notes up to which block they are to be filled anew: a rebuild that
 * was broken off, or of whose beginning nobody has heard, is still known as one.
 *
 * @returns that block; undefined when the read model has never had any
 */
export async function beginRebuild(statements: Statements): Promise<bigint | undefined> {
  const { next } = await readCheckpoint(statements, 'LOCK');
  const [row] = await statements.run('SELECT rebuild_until::text AS until FROM jangbu.checkpoint');
  const begun = BigInt(textIn(row, 'until') ?? '-1');
  const until = next - 1n > begun ? next - 1n : begun;
  if (until < 0n) return undefined;
  for (const statement of fromBlockZero(LEDGER_TABLES)) await statements.run(statement);
  await statements.run('UPDATE jangbu.checkpoint SET rebuild_until = $1', [String(until)]);
  return until;
}
