import type { NonceStore } from '../credentials/format/nonce-store';
import { anyOf } from '../core/async/signals';
import { systemClock } from '../core/async/clock';
import { AbortedError, InputError, JangbuError } from '../core/errors';
import type { BlockSource, Checkpoint } from '../core/follow/block-sink';
import { followBlocks } from '../core/follow/follow-blocks';
import type { Listing } from '../core/lists/listing';
import { Arrivals } from './arrivals';
import { fetchMissing } from './fetch-missing';
import { readCheckpoint, requireOwner } from './checkpoint';
import { textIn, type Database } from './database';
import { tableDigests, type TableDigest } from './digests';
import { migrate } from './migrate';
import { beginRebuild } from './rebuild';
import { PgliteDatabase } from './pglite-database';
import { PostgresDatabase } from './postgres-database';
import { SqlNonces } from './sql-nonces';
import { select, type Where } from './select';
import { SqlSink } from './sql-sink';
import {
  viewNamed,
  type StoredBreak,
  type StoredCredential,
  type StoredDay,
  type StoredHolding,
  type StoredInstruction,
  type StoredMatch,
  type StoredObligation,
  type StoredTrade,
  type StoredUnread,
  type views,
} from './views';
import type { ReadModelOwner } from './owner';

/** Where the read model is kept. */
export type ReadModelPlace =
  /** PostgreSQL inside this process (package `@electric-sql/pglite`); one process at a time. */
  | { readonly folder: string }
  /** A PostgreSQL server (package `pg`): `postgres://user:password@host:port/database`. */
  | { readonly url: string };

/** What is followed: a `Ledger`, in general. */
export type FollowedLedger = BlockSource & ReadModelOwner;

/** How to follow. */
export interface ReadModelFollowOptions {
  /** Ends the following; it then resolves. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the following when this block has been applied. */
  readonly until?: bigint | undefined;
  /** How often private documents that the peer lacked are asked for again; 30,000 unless told otherwise. */
  readonly missingEveryMs?: number | undefined;
}

type WhereOf<V extends keyof typeof views> = Where<(typeof views)[V]>;

/** Whether asking again later may do: the peer was away, or the following has ended. */
function passing(error: unknown): boolean {
  return error instanceof AbortedError || (error instanceof JangbuError && error.retryable);
}

/** So long after the database was away it is asked again whose it is. */
const UNREACHABLE_MS = 1000;

/**
 * A member's own view of the ledger, in SQL. Lists come in the order of what tells their rows apart, 1,000 rows at a time.
 * Every method throws ReadModelError `DATABASE_AWAY`, `DATABASE_BUSY` (both pass), `DATABASE_FULL`, `DATABASE_REFUSED`,
 * `DATABASE_FAILED`, `CLOSED`.
 */
export class ReadModel implements AsyncDisposable {
  readonly #database: Database;
  readonly #arrivals = new Arrivals();
  #closed: Promise<void> | undefined;

  /** Use {@link openReadModel}. */
  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Brings the ledger's blocks in, each exactly once, from where the store stands, until the signal
   * ends it. A slow database holds the peer back. While the peer or the database's server is away it is
   * tried again. Documents that this version cannot read are kept apart ({@link unread}). Costs no transaction.
   *
   * @returns where the store stands
   * @throws FollowError `GAP`, `FORK`, `DAMAGED`: nothing of that block was applied; look before going on
   * @throws ReadModelError `OTHER_LEDGER` when it was another channel's or member's before
   */
  async follow(ledger: FollowedLedger, options: ReadModelFollowOptions = {}): Promise<Checkpoint> {
    const ended = new AbortController();
    const signal = anyOf(options.signal, ended.signal);
    await this.#requireOwner(ledger, signal);
    const sink = new SqlSink(this.#database, ledger.member.mspId, () => {
      this.#arrivals.tell();
    });
    const asking = this.#askNowAndThen(ledger, options.missingEveryMs ?? 30_000, signal);
    try {
      return await Promise.race([followBlocks(ledger, sink, { signal, until: options.until }), asking]);
    } finally {
      ended.abort();
      await asking.catch(() => undefined);
    }
  }

  /** Waits for a database that is away: whoever starts before its database follows it all the same. */
  async #requireOwner(ledger: FollowedLedger, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await requireOwner(this.#database, ledger);
        return;
      } catch (error) {
        if (!passing(error)) throw error;
        await systemClock.sleep(UNREACHABLE_MS, signal);
      }
    }
  }

  /** Asks for what is missing, now and then; resolves never before the signal, with where the store stands. */
  async #askNowAndThen(ledger: FollowedLedger, everyMs: number, signal: AbortSignal): Promise<Checkpoint> {
    while (!signal.aborted) {
      await systemClock.sleep(everyMs, signal);
      await this.#askUnlessAway(ledger, signal);
    }
    return this.checkpoint();
  }

  async #askUnlessAway(ledger: FollowedLedger, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      await this.fetchMissing(ledger, { signal });
    } catch (error) {
      if (!passing(error)) throw error;
    }
  }

  /**
   * Asks the peer again for private documents that it did not deliver with their blocks.
   * `follow` does so by itself.
   *
   * @returns how many arrived
   */
  async fetchMissing(
    ledger: FollowedLedger,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<number> {
    await requireOwner(this.#database, ledger);
    return fetchMissing(this.#database, ledger, ledger.member.mspId, options.signal);
  }

  /** How many private documents of one's own have not come yet. */
  async missing(): Promise<number> {
    const [row] = await this.#database.run('SELECT count(*)::text AS count FROM jangbu.missing_documents');
    return Number(textIn(row, 'count') ?? '0');
  }

  /**
   * Documents that this version cannot read: of a newer version, or of a kind that it does not know. They are kept, and
   * read by a version that can, which reads the ledger anew.
   */
  unread(): Listing<StoredUnread> {
    return select(this.#database, viewNamed('unread_documents'), {});
  }

  /**
   * Empties all tables that come from the ledger and fills them anew from block zero, up to where the
   * store stood. Used nonces stay. Stopped on the way, it goes on with the next `follow`, or begins anew with the next
   * `rebuild`, up to the same block.
   */
  async rebuild(
    ledger: FollowedLedger,
    options: Omit<ReadModelFollowOptions, 'until'> = {},
  ): Promise<Checkpoint> {
    await requireOwner(this.#database, ledger);
    const until = await this.#database.transaction(beginRebuild);
    if (until === undefined) return this.checkpoint();
    const at = await this.follow(ledger, { ...options, until });
    if (at.next > until) await this.#database.run('UPDATE jangbu.checkpoint SET rebuild_until = NULL');
    return at;
  }

  /** Where the store stands. */
  checkpoint(): Promise<Checkpoint> {
    return readCheckpoint(this.#database, 'LOOK');
  }

  /**
   * Waits until a block, or the block that holds a transaction, has been applied: so an application
   * reads its own writes. Whoever follows may be another process.
   *
   * @param what a block's number or a transaction's id, as `Recorded` tells them
   * @throws AbortedError
   */
  async waitFor(what: bigint | string, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    await this.#arrivals.until(async () => ((await this.#has(what)) ? true : undefined), options.signal);
  }

  async #has(what: bigint | string): Promise<boolean> {
    if (typeof what === 'bigint') return (await this.checkpoint()).next > what;
    const sql = 'SELECT 1 AS one FROM jangbu.transactions WHERE transaction_id = $1 LIMIT 1';
    return (await this.#database.run(sql, [what])).length > 0;
  }

  /** Every move of the business day. */
  days(where: WhereOf<'business_days'> = {}): Listing<StoredDay> {
    return select(this.#database, viewNamed('business_days'), where);
  }

  /** Statements of trades, one's own and those of counterparties, as they were recorded. */
  trades(where: WhereOf<'trades'> = {}): Listing<StoredTrade> {
    return select(this.#database, viewNamed('trades'), where);
  }

  /** Trades on which both sides agreed. */
  matches(where: WhereOf<'matched_trades'> = {}): Listing<StoredMatch> {
    return select(this.#database, viewNamed('matched_trades'), where);
  }

  /** Fields on which two firms differ by now. */
  breaks(where: WhereOf<'breaks'> = {}): Listing<StoredBreak> {
    return select(this.#database, viewNamed('breaks'), where);
  }

  /** Net obligations of matched trades. */
  obligations(where: WhereOf<'obligations'> = {}): Listing<StoredObligation> {
    return select(this.#database, viewNamed('obligations'), where);
  }

  /** Settlement instructions with their state. */
  instructions(where: WhereOf<'instruction_states'> = {}): Listing<StoredInstruction> {
    return select(this.#database, viewNamed('instruction_states'), where);
  }

  /** Copies of credentials, of all issuers, with what has become of each. */
  credentials(where: WhereOf<'credential_states'> = {}): Listing<StoredCredential> {
    return select(this.#database, viewNamed('credential_states'), where);
  }

  /** What is held by now. */
  holdings(where: WhereOf<'holdings'> = {}): Listing<StoredHolding> {
    return select(this.#database, viewNamed('holdings'), where);
  }

  /** For each table that comes from the ledger, how many rows it has and a hash over them. */
  digests(): Promise<TableDigest[]> {
    return tableDigests(this.#database);
  }

  /** Nonces for a `Verifier` or an `Issuer`, shared by all processes that have this database. */
  get nonces(): NonceStore {
    return new SqlNonces(this.#database);
  }

  /**
   * Uses a nonce up. Of any number of callers with the same one, in any number of processes, one is
   * told that it was free.
   *
   * @param until when it may be forgotten, in the caller's own unit of time; see `forgetNonces`
   * @throws InputError when `until` is no finite number
   */
  async useOnce(nonce: string, until: number): Promise<boolean> {
    if (!Number.isFinite(until)) throw new InputError('a nonce is kept until a time');
    const sql =
      'INSERT INTO jangbu.used_nonces VALUES ($1, $2::numeric) ON CONFLICT DO NOTHING RETURNING nonce';
    return (await this.#database.run(sql, [nonce, String(until)])).length > 0;
  }

  /** Forgets nonces whose time was before; a verifier has to refuse them by their age from then on. */
  async forgetNonces(before: number): Promise<void> {
    await this.#database.run('DELETE FROM jangbu.used_nonces WHERE until < $1::numeric', [String(before)]);
  }

  /** Closes the database; once more does nothing. */
  close(): Promise<void> {
    this.#closed ??= this.#database.close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/**
 * Opens a member's read model, and brings its schema up to date.
 *
 * @throws ReadModelError `PACKAGE_MISSING`, `NEWER_SCHEMA`, `DATABASE_AWAY`, `DATABASE_REFUSED`…
 * @throws StoreError `LOCKED` while another process has the folder open
 */
export async function openReadModel(place: ReadModelPlace): Promise<ReadModel> {
  const database =
    'folder' in place ? await PgliteDatabase.open(place.folder) : new PostgresDatabase(place.url);
  try {
    await migrate(database);
    return new ReadModel(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}
