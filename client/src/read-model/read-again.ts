import { membersDocumentChecker, splitCompositeKey, supervisorOf } from '@jangbu/model';
import type { BlockSource } from '../core/follow/block-sink';
import type { LedgerBlock, LedgerTransaction } from '../core/follow/ledger-block';
import { noteMissing, settleAwaited } from './apply-private';
import { readCheckpoint, requireApplied } from './checkpoint';
import { textIn, type Database, type Statements } from './database';
import { changedElsewhere, deliveredTo, heldBy, NAMESPACE, hashesOf } from './private-hashes';
import { noteSupervisorCopies } from './supervisor-copies';

/** From which block on what the supervisor wrote is to be read again, and who supervised then. */
interface Again {
  readonly from: bigint;
  readonly supervisorMsp: string | null;
  /** What was looked out for too late. */
  readonly documents: readonly string[];
}

async function againFrom(statements: Statements): Promise<Again | undefined> {
  const sql = `SELECT document, copy.read_from::text AS read_from, supervisor_msp FROM jangbu.supervisor_copies copy
    WHERE copy.read_from IS NOT NULL ORDER BY copy.read_from`;
  const rows = await statements.run(sql);
  const from = textIn(rows[0], 'read_from');
  if (from === undefined) return undefined;
  const documents = rows.flatMap((row) => textIn(row, 'document') ?? []);
  return { from: BigInt(from), supervisorMsp: textIn(rows[0], 'supervisor_msp') ?? null, documents };
}

/** The supervisor after a transaction, by MSP id. */
function supervisorAfter({ writes }: LedgerTransaction, before: string | null): string | null {
  for (const { namespace, key, value } of writes) {
    if (namespace !== NAMESPACE || splitCompositeKey(key)?.[0] !== 'members' || value === null) continue;
    const members: unknown = JSON.parse(value);
    if (membersDocumentChecker.fits(members)) return supervisorOf(members)?.mspId ?? null;
  }
  return before;
}

/** The own documents of a transaction that do not count because the supervisor was not seen to hold the same. */
async function doubtfulIn(
  statements: Statements,
  { number }: LedgerBlock,
  { position }: LedgerTransaction,
  supervisorMsp: string,
): Promise<ReadonlySet<string>> {
  const sql = `SELECT document FROM jangbu.doubtful_documents
    WHERE block_number = $1 AND position = $2 AND lacking = ARRAY[$3]`;
  const rows = await statements.run(sql, [String(number), position, supervisorMsp]);
  return new Set(rows.flatMap((row) => textIn(row, 'document') ?? []));
}

/** Judges what is doubtful of a transaction anew. */
async function judgeAgain(
  statements: Statements,
  block: LedgerBlock,
  transaction: LedgerTransaction,
  mspId: string,
  supervisorMsp: string,
): Promise<void> {
  const doubtful = await doubtfulIn(statements, block, transaction, supervisorMsp);
  if (doubtful.size === 0) return;
  const delivered = deliveredTo(transaction, mspId);
  for (const hash of hashesOf(transaction, mspId)) {
    const { keyHash: document, valueHash } = hash;
    const write = delivered.get(document);
    if (!doubtful.has(document) || valueHash === null || !write) continue;
    const { position } = transaction;
    const at = { blockNumber: block.number, position };
    const sql =
      'DELETE FROM jangbu.doubtful_documents WHERE document = $1 AND block_number = $2 AND position = $3';
    await statements.run(sql, [document, String(block.number), position]);
    const awaited = { ...at, document, valueHash, heldBy: heldBy(transaction, hash), supervisorMsp };
    const state = await settleAwaited(statements, awaited, write);
    if (state === 'AWAITED') await noteMissing(statements, awaited);
  }
}

/** Reads one block again. @returns the supervisor after it; whether it is the last that was applied */
async function readBlockAgain(
  statements: Statements,
  block: LedgerBlock,
  mspId: string,
  supervisorBefore: string | null,
): Promise<{ readonly supervisorMsp: string | null; readonly last: boolean }> {
  const { next } = await readCheckpoint(statements, 'LOCK');
  await requireApplied(statements, block);
  let supervisorMsp = supervisorBefore;
  for (const transaction of block.transactions) {
    supervisorMsp = supervisorAfter(transaction, supervisorMsp);
    if (supervisorMsp === null || supervisorMsp === mspId) continue;
    const elsewhere = changedElsewhere(transaction, { own: mspId, supervisor: supervisorMsp });
    await noteSupervisorCopies(statements, elsewhere);
    await judgeAgain(statements, block, transaction, mspId, supervisorMsp);
  }
  return { supervisorMsp, last: block.number + 1n >= next };
}

/** Others that came late meanwhile, by another process, are still to be read for. */
async function done(statements: Statements, { documents }: Again): Promise<void> {
  const sql = `UPDATE jangbu.supervisor_copies SET read_from = NULL, supervisor_msp = NULL
    WHERE document = ANY ($1::text[])`;
  await statements.run(sql, [documents]);
}

/**
 * Reads the blocks again that came before it was known what to look out for in them: where an instruction or a reservation
 * came late, a settlement without this member may stand in them already, and its own claim. It ends as if nothing had been late.
 */
export async function readAgain(
  database: Database,
  source: BlockSource,
  mspId: string,
  signal?: AbortSignal,
): Promise<void> {
  const again = await againFrom(database);
  if (!again) return;
  let { supervisorMsp } = again;
  for await (const block of source.blocks({ from: again.from, privateData: 'WITH', signal })) {
    const before = supervisorMsp;
    const last = await database.transaction(async (statements) => {
      const read = await readBlockAgain(statements, block, mspId, before);
      if (read.last) await done(statements, again);
      supervisorMsp = read.supervisorMsp;
      return read.last;
    });
    if (last) return;
  }
}
