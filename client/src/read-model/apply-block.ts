import { implicitCollection, splitCompositeKey } from '@jangbu/model';
import type { LedgerBlock, LedgerTransaction, PublicWrite } from '../core/follow/ledger-block';
import { noteMissing, settleAwaited } from './apply-private';
import { textIn, type Statements } from './database';
import { changedElsewhere, heldBy, NAMESPACE, hashesOf } from './private-hashes';
import { readPublic } from './public-documents';
import type { TableRow } from './row';
import { noteSupervisorCopies } from './supervisor-copies';
import { documentOf, erase, forget, insert, put, putUnread, supersede, type WrittenAt } from './tables';

const SUPERVISOR = `SELECT msp_id FROM jangbu.members WHERE status = 'ACTIVE' AND 'supervisor' = ANY (roles)`;

async function applyPublic(statements: Statements, write: PublicWrite, at: WrittenAt): Promise<void> {
  const key = splitCompositeKey(write.key);
  if (write.namespace !== NAMESPACE || !key) return;
  const document = documentOf(write.key);
  if (write.value === null) {
    await erase(statements, document);
    return;
  }
  const rows = readPublic(key[0], write.value, at.blockNumber);
  const written = { ...at, document, visibility: 'PUBLIC', key, content: write.value } as const;
  await (rows === 'UNREAD' ? putUnread(statements, written) : put(statements, { ...written, rows }));
}

async function applyPrivate(
  statements: Statements,
  transaction: LedgerTransaction,
  mspId: string,
  at: WrittenAt,
): Promise<void> {
  const supervisorMsp = textIn((await statements.run(SUPERVISOR))[0], 'msp_id') ?? null;
  const own = implicitCollection(mspId);
  const delivered = new Map(
    transaction.privateWrites
      .filter(({ namespace, collection }) => namespace === NAMESPACE && collection === own)
      .map((write) => [documentOf(write.key), write]),
  );
  if (supervisorMsp !== null && supervisorMsp !== mspId) {
    const elsewhere = changedElsewhere(transaction, { own: mspId, supervisor: supervisorMsp });
    await supersede(statements, elsewhere, at);
    await noteSupervisorCopies(statements, elsewhere);
  }
  for (const hash of hashesOf(transaction, mspId)) {
    const { keyHash: document, valueHash } = hash;
    if (valueHash === null) {
      await forget(statements, document, at);
      continue;
    }
    const awaited = { ...at, document, valueHash, heldBy: heldBy(transaction, hash), supervisorMsp };
    const state = await settleAwaited(statements, awaited, delivered.get(document));
    if (state === 'AWAITED') await noteMissing(statements, awaited);
  }
}

function countRows({ number, transactions, rejected }: LedgerBlock): TableRow['columns'][] {
  const block_number = String(number);
  return [
    ...transactions.map(({ transactionId, position, creator }) => ({
      ...{ block_number, position, transaction_id: transactionId },
      ...{ creator_msp: creator.mspId, validation: 'VALID' },
    })),
    ...rejected.map(({ transactionId, position, validation }) => ({
      ...{ block_number, position, transaction_id: transactionId, validation },
    })),
  ];
}

/** Writes all that a block brings. The caller moves the checkpoint in the same transaction. */
export async function applyBlock(statements: Statements, block: LedgerBlock, mspId: string): Promise<void> {
  const { number, hash, previousHash, commitHash, transactions, rejected } = block;
  await insert(statements, 'blocks', [
    {
      ...{ number: String(number), hash, previous_hash: previousHash, commit_hash: commitHash },
      ...{ valid: transactions.length, rejected: rejected.length },
    },
  ]);
  await insert(statements, 'transactions', countRows(block));
  for (const transaction of transactions) {
    const at = { blockNumber: number, position: transaction.position };
    for (const write of transaction.writes) await applyPublic(statements, write, at);
    await applyPrivate(statements, transaction, mspId, at);
  }
}
