import type * as pg from 'pg';
import { byDatabase } from './database-failure';
import type { Database, Row, Statements } from './database';
import { loadPackage } from './load-package';

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
    this.#pool = new Pool({ connectionString: url, max: 4 });
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
      await client.query('ROLLBACK').catch((cause: unknown) => {
        broken = new Error('the connection did not roll back', { cause });
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
