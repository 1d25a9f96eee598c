import type { NonceOutcome, NonceStore } from '../credentials/format/nonce-store';
import type { Database } from './database';

/** Nonces in the read model's database: verifiers of one firm share them, and a restart forgets none. */
export class SqlNonces implements NonceStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(nonce: string, expiresAt: number): Promise<void> {
    const sql = 'INSERT INTO jangbu.given_nonces VALUES ($1, $2::numeric, false)';
    await this.#database.run(sql, [nonce, String(expiresAt)]);
  }

  /** One statement decides, so of any number of simultaneous calls one finds it fresh. */
  async consume(nonce: string, now: number): Promise<NonceOutcome> {
    const use = `UPDATE jangbu.given_nonces SET used = true
      WHERE nonce = $1 AND NOT used AND expires_at > $2::numeric RETURNING nonce`;
    if ((await this.#database.run(use, [nonce, String(now)])).length > 0) return 'FRESH';
    await this.#database.run('DELETE FROM jangbu.given_nonces WHERE expires_at <= $1::numeric', [
      String(now),
    ]);
    const known = await this.#database.run('SELECT 1 AS one FROM jangbu.given_nonces WHERE nonce = $1', [
      nonce,
    ]);
    return known.length > 0 ? 'USED' : 'UNKNOWN';
  }
}
