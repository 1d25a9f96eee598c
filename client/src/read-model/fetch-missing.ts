import type { BlockSource } from '../core/follow/block-sink';
import type { LedgerBlock, PrivateWrite } from '../core/follow/ledger-block';
import { settleAwaited, type AwaitedDocument } from './apply-private';
import { readCheckpoint, requireApplied } from './checkpoint';
import { textIn, type Database, type Row, type Statements } from './database';
import { deliveredTo } from './private-hashes';
import { readAgain } from './read-again';

function textsIn(row: Row, column: string): string[] {
  const value = row[column];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function awaitedIn(row: Row): AwaitedDocument {
  return {
    document: textIn(row, 'document') ?? '',
    blockNumber: BigInt(textIn(row, 'block_number') ?? '0'),
    position: Number(row['position']),
    valueHash: textIn(row, 'value_hash') ?? '',
    heldBy: textsIn(row, 'held_by'),
    supervisorMsp: textIn(row, 'supervisor_msp') ?? null,
  };
}

function deliveredIn(block: LedgerBlock, awaited: AwaitedDocument, mspId: string): PrivateWrite | undefined {
  const transaction = block.transactions.find(({ position }) => position === awaited.position);
  return transaction && deliveredTo(transaction, mspId).get(awaited.document);
}

async function takeFrom(statements: Statements, block: LedgerBlock, mspId: string): Promise<number> {
  await readCheckpoint(statements, 'LOCK');
  await requireApplied(statements, block);
  const { number } = block;
  const rows = await statements.run(
    `SELECT document, block_number::text AS block_number, position, value_hash, held_by, supervisor_msp
      FROM jangbu.missing_documents WHERE block_number = $1 ORDER BY position, document`,
    [String(number)],
  );
  let arrived = 0;
  for (const awaited of rows.map(awaitedIn)) {
    const delivered = deliveredIn(block, awaited, mspId);
    if ((await settleAwaited(statements, awaited, delivered)) === 'ARRIVED') arrived += 1;
  }
  return arrived;
}

/** One block, with the private data that the peer has by now. */
async function blockAgain(
  source: BlockSource,
  from: bigint,
  signal: AbortSignal | undefined,
): Promise<LedgerBlock | undefined> {
  for await (const block of source.blocks({ from, privateData: 'WITH', signal })) return block;
  return undefined;
}

/**
 * Asks the peer again for private documents that it did not deliver: Fabric's peers fetch from each
 * other what they missed. Where they tell what to look out for, the blocks since are read again.
 *
 * @returns how many arrived
 */
export async function fetchMissing(
  database: Database,
  source: BlockSource,
  mspId: string,
  signal?: AbortSignal,
): Promise<number> {
  const sql = `SELECT DISTINCT block_number::text AS number, block_number FROM jangbu.missing_documents ORDER BY block_number`;
  let arrived = 0;
  for (const row of await database.run(sql)) {
    const block = await blockAgain(source, BigInt(textIn(row, 'number') ?? '0'), signal);
    if (block) arrived += await database.transaction((statements) => takeFrom(statements, block, mspId));
  }
  await readAgain(database, source, mspId, signal);
  return arrived;
}
