import type * as pglite from '@electric-sql/pglite';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderLock } from '../core/files/folder-lock';
import { byDatabase } from './database-failure';
import type { Database, Row, Statements } from './database';
import { loadPackage } from './load-package';

function statementsOf(connection: Pick<pglite.PGlite, 'query'> | pglite.Transaction): Statements {
  return {
    run: (sql, values = []) => byDatabase(async () => (await connection.query<Row>(sql, [...values])).rows),
  };
}

/** PostgreSQL inside this process, its files in a folder that one process has at a time. */
export class PgliteDatabase implements Database {
  readonly #lock: FolderLock;
  readonly #connection: pglite.PGlite;

  private constructor(lock: FolderLock, connection: pglite.PGlite) {
    this.#lock = lock;
    this.#connection = connection;
  }

  /**
   * @throws StoreError `LOCKED` while another process (or object) has the folder open
   * @throws ReadModelError `PACKAGE_MISSING`
   */
  static async open(folder: string): Promise<PgliteDatabase> {
    const { PGlite } = loadPackage('@electric-sql/pglite') as typeof pglite;
    await mkdir(folder, { recursive: true });
    const lock = await FolderLock.take(folder);
    try {
      const files = join(folder, 'database');
      return new PgliteDatabase(lock, await byDatabase(() => PGlite.create(files)));
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  run(sql: string, values?: readonly unknown[]): Promise<readonly Row[]> {
    return statementsOf(this.#connection).run(sql, values);
  }

  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    return byDatabase(() => this.#connection.transaction((each) => work(statementsOf(each))));
  }

  async close(): Promise<void> {
    await this.#connection.close();
    await this.#lock.release();
  }
}
