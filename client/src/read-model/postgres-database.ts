import type * as pg from 'pg';
import { ReadModelError } from '../core/errors/read-model-error';
import { byDatabase, databaseFailure } from './database-failure';
import type { Database, Row, Statements } from './database';
import { loadPackage } from './load-package';

/** A server that vanishes without a word is noticed, on both sides. One statement of a large block takes seconds. */
const PATIENCE = {
  keepAlive: true,
  connectionTimeoutMillis: 10_000,
  query_timeout: 300_000,
  idle_in_transaction_session_timeout: 300_000,
} as const;

function isAway(error: unknown): boolean {
  const failure = databaseFailure(error);
  return failure instanceof ReadModelError && failure.reason === 'DATABASE_AWAY';
}

function statementsOf(connection: pg.Pool | pg.PoolClient): Statements {
  return {
    run: (sql, values = []) =>
      byDatabase(async () => (await connection.query<Row & pg.QueryResultRow>(sql, [...values])).rows),
  };
}

/** A PostgreSQL server, over a few connections. */
export class PostgresDatabase implements Database {
  readonly #pool: pg.Pool;

  /**
   * @param url `postgres://user:password@host:port/database`
   * @throws ReadModelError `PACKAGE_MISSING`
   */
  constructor(url: string) {
    const { Pool } = loadPackage('pg') as typeof pg;
    this.#pool = new Pool({ connectionString: url, max: 4, ...PATIENCE });
    // A connection that breaks is replaced, and its statements fail. Whoever does not listen would die of the event.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (connection) => connection.on('error', () => undefined));
  }

  run(sql: string, values?: readonly unknown[]): Promise<readonly Row[]> {
    return statementsOf(this.#pool).run(sql, values);
  }

  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    return byDatabase(() => this.#transaction(work));
  }

  async #transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(statementsOf(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      broken = await this.#rollBack(client, error);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** @returns why the connection cannot be used again; undefined when it can */
  async #rollBack(client: pg.PoolClient, error: unknown): Promise<Error | undefined> {
    // On a connection that does not answer a ROLLBACK would wait behind what is not answered.
    if (isAway(error)) return new Error('the connection is broken', { cause: error });
    try {
      await client.query('ROLLBACK');
      return undefined;
    } catch (cause) {
      return new Error('the connection did not roll back', { cause });
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
