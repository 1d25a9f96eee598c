import type * as pg from 'pg';
import type { Database, Row, Statements } from './database';
import { loadPackage } from './load-package';

function statementsOf(connection: pg.Pool | pg.PoolClient): Statements {
  return {
    run: async (sql, values = []) => (await connection.query<Row & pg.QueryResultRow>(sql, [...values])).rows,
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
    // An idle connection that breaks is replaced; the next statement tells whether the server is gone.
    this.#pool.on('error', () => undefined);
  }

  run(sql: string, values?: readonly unknown[]): Promise<readonly Row[]> {
    return statementsOf(this.#pool).run(sql, values);
  }

  async transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
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
