import { ReadModelError } from '../core/errors/read-model-error';
import type { Database, Statements } from './database';
import { schema1 } from './schema-1';
import { schema2 } from './schema-2';
import { schema3 } from './schema-3';
import { schema4 } from './schema-4';
import { schema5 } from './schema-5';
import { schema6 } from './schema-6';
import { schema7 } from './schema-7';

/** Each brings the database one version on, in a transaction of its own. They are never changed, only added to. */
export const MIGRATIONS: readonly (readonly string[])[] = [
  schema1,
  schema2,
  schema3,
  schema4,
  schema5,
  schema6,
  schema7,
];

/** Two processes that open one database at a time take turns (any number that nobody else uses). */
const MIGRATION_LOCK = 7_526_101;

async function versionOf(statements: Statements): Promise<number> {
  const [row] = await statements.run('SELECT max(version) AS version FROM jangbu.schema_version');
  return typeof row?.['version'] === 'number' ? row['version'] : 0;
}

async function migrateOnce(statements: Statements, migrations: typeof MIGRATIONS): Promise<'DONE' | 'MORE'> {
  await statements.run('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await statements.run('CREATE SCHEMA IF NOT EXISTS jangbu');
  await statements.run('CREATE TABLE IF NOT EXISTS jangbu.schema_version (version integer PRIMARY KEY)');
  const version = await versionOf(statements);
  if (version > migrations.length) {
    const says = `the database has schema ${version} and this package knows ${migrations.length}: use a newer one`;
    throw new ReadModelError('NEWER_SCHEMA', says);
  }
  const migration = migrations[version];
  if (!migration) return 'DONE';
  for (const statement of migration) await statements.run(statement);
  await statements.run('INSERT INTO jangbu.schema_version VALUES ($1)', [version + 1]);
  return 'MORE';
}

/**
 * Brings the schema up to this package's version.
 *
 * @throws ReadModelError `NEWER_SCHEMA`
 */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  let state: 'DONE' | 'MORE' = 'MORE';
  while (state === 'MORE') state = await database.transaction((each) => migrateOnce(each, migrations));
}
