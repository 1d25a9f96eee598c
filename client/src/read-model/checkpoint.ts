import { FollowError } from '../core/errors';
import { ReadModelError } from '../core/errors/read-model-error';
import type { Checkpoint } from '../core/follow/block-sink';
import type { LedgerBlock } from '../core/follow/ledger-block';
import { textIn, type Statements } from './database';
import type { ReadModelOwner } from './owner';

/** Where the read model stands. With `LOCK`, nobody else moves it until the transaction ends. */
export async function readCheckpoint(statements: Statements, lock: 'LOCK' | 'LOOK'): Promise<Checkpoint> {
  const sql = 'SELECT next_block::text AS next, previous_hash FROM jangbu.checkpoint';
  const [row] = await statements.run(lock === 'LOCK' ? `${sql} FOR UPDATE` : sql);
  const previousHash = textIn(row, 'previous_hash') ?? null;
  return { next: BigInt(textIn(row, 'next') ?? '0'), previousHash };
}

export async function writeCheckpoint(statements: Statements, at: Checkpoint): Promise<void> {
  const sql = 'UPDATE jangbu.checkpoint SET next_block = $1, previous_hash = $2';
  await statements.run(sql, [String(at.next), at.previousHash]);
}

/**
 * Makes the read model one member's view of one channel, the first time; later it has to be the same.
 *
 * @throws ReadModelError `OTHER_LEDGER`
 */
export async function requireOwner(
  statements: Statements,
  { channel, member }: ReadModelOwner,
): Promise<void> {
  const sql = 'UPDATE jangbu.checkpoint SET channel = $1, member = $2 WHERE channel IS NULL';
  await statements.run(sql, [channel, member.id]);
  const [row] = await statements.run('SELECT channel, member FROM jangbu.checkpoint');
  const [isOf, by] = [textIn(row, 'channel'), textIn(row, 'member')];
  if (isOf === channel && by === member.id) return;
  const says = `the read model is ${by ?? ''}'s view of ${isOf ?? ''}, not ${member.id}'s of ${channel}`;
  throw new ReadModelError('OTHER_LEDGER', says);
}

/** The hash of a block that was applied; undefined when it was not. */
export async function appliedHash(statements: Statements, number: bigint): Promise<string | undefined> {
  const sql = 'SELECT hash FROM jangbu.blocks WHERE number = $1';
  return textIn((await statements.run(sql, [String(number)]))[0], 'hash');
}

function fork({ number }: LedgerBlock): FollowError {
  const says = `block ${number.toString()} is not the one that the read model knows: another history`;
  return new FollowError('FORK', number, says);
}

/**
 * Whether a block is the next one, or has been applied.
 *
 * @throws FollowError `FORK`, `GAP`
 */
export async function placeOf(
  statements: Statements,
  block: LedgerBlock,
  { next, previousHash }: Checkpoint,
): Promise<'NEXT' | 'APPLIED'> {
  if (block.number < next) {
    if ((await appliedHash(statements, block.number)) !== block.hash) throw fork(block);
    return 'APPLIED';
  }
  if (block.number > next) {
    const says = `block ${next.toString()} was due and block ${block.number.toString()} came`;
    throw new FollowError('GAP', block.number, says);
  }
  if (previousHash !== null && previousHash !== block.previousHash) throw fork(block);
  return 'NEXT';
}

/**
 * Requires that a block which is read again is the one that was applied. The checkpoint is locked.
 *
 * @throws FollowError `FORK`
 */
export async function requireApplied(
  statements: Statements,
  { number, hash }: Pick<LedgerBlock, 'number' | 'hash'>,
): Promise<void> {
  if ((await appliedHash(statements, number)) === hash) return;
  const says = `block ${String(number)} is not the one that the read model knows: another history`;
  throw new FollowError('FORK', number, says);
}
