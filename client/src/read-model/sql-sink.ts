import type { BlockSink, Checkpoint } from '../core/follow/block-sink';
import type { LedgerBlock } from '../core/follow/ledger-block';
import { applyBlock } from './apply-block';
import { placeOf, readCheckpoint, writeCheckpoint } from './checkpoint';
import type { Database } from './database';

/** Brings blocks into the database: what a block says and the checkpoint behind it are one transaction. */
export class SqlSink implements BlockSink {
  readonly #database: Database;
  readonly #mspId: string;
  readonly #applied: () => void;

  /** @param applied called after each block */
  constructor(database: Database, mspId: string, applied: () => void) {
    this.#database = database;
    this.#mspId = mspId;
    this.#applied = applied;
  }

  checkpoint(): Promise<Checkpoint> {
    return readCheckpoint(this.#database, 'LOOK');
  }

  /**
   * Applies a block; one that was applied before changes nothing.
   *
   * @throws FollowError `GAP`, `FORK`, `DAMAGED`
   */
  async apply(block: LedgerBlock, next: Checkpoint): Promise<void> {
    await this.#database.transaction(async (statements) => {
      const at = await readCheckpoint(statements, 'LOCK');
      if ((await placeOf(statements, block, at)) === 'APPLIED') return;
      await applyBlock(statements, block, this.#mspId);
      await writeCheckpoint(statements, next);
    });
    this.#applied();
  }
}
