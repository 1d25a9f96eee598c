import type { PrivateWrite } from '../core/follow/ledger-block';
import { checkHolders, type ClaimedDocument } from './holder-agreement';
import type { Statements } from './database';
import { expectBehind } from './supervisor-copies';
import { documentOf, insert, put, putUnread, type WrittenAt } from './tables';

/** A private document of one's own that a block tells of by its hash. */
export interface AwaitedDocument extends WrittenAt {
  /** SHA-256 of the key. */
  readonly document: string;
  readonly valueHash: string;
  readonly heldBy: readonly string[];
  readonly supervisorMsp: string | null;
}

/** Forgets that the version of a document is awaited that was written at a place in the chain; others may still come. */
async function stopAwaiting(
  statements: Statements,
  { document, blockNumber, position }: WrittenAt & { readonly document: string },
): Promise<void> {
  const sql = `DELETE FROM jangbu.missing_documents WHERE document = $1 AND block_number = $2 AND position = $3`;
  await statements.run(sql, [document, String(blockNumber), position]);
}

/** Takes a document in that its owner's peer delivered: judged, and put where it counts. */
async function takeIn(statements: Statements, claimed: ClaimedDocument): Promise<'TAKEN' | 'TOO_EARLY'> {
  const agreement = await checkHolders(statements, claimed);
  if (agreement.status === 'TOO_EARLY') return 'TOO_EARLY';
  if (agreement.status === 'COUNTS') {
    const { key, content } = agreement.document;
    await put(statements, agreement.document);
    await expectBehind(statements, key, content);
  } else if (agreement.status === 'UNREAD') {
    await putUnread(statements, agreement.document);
  } else if (agreement.status === 'DOUBTFUL') {
    const { kind, lacking } = agreement;
    const place = { block_number: String(claimed.blockNumber), position: claimed.position };
    await insert(statements, 'doubtful_documents', [
      { document: documentOf(claimed.key), ...place, kind, lacking },
    ]);
  }
  return 'TAKEN';
}

/**
 * Takes an awaited document in, when it has come. Its content was held against the block's hash before
 * (`readPrivateWrites`).
 *
 * @returns whether it is awaited still
 */
export async function settleAwaited(
  statements: Statements,
  awaited: AwaitedDocument,
  delivered: PrivateWrite | undefined,
): Promise<'ARRIVED' | 'AWAITED'> {
  if (!delivered || delivered.value === null) return 'AWAITED';
  const { key, value } = delivered;
  if ((await takeIn(statements, { ...awaited, key, value })) === 'TOO_EARLY') return 'AWAITED';
  await stopAwaiting(statements, awaited);
  return 'ARRIVED';
}

/** Notes that a document has not come, so that it is asked for again. */
export async function noteMissing(statements: Statements, awaited: AwaitedDocument): Promise<void> {
  const { document, blockNumber, position, valueHash, heldBy, supervisorMsp } = awaited;
  const place = { document, block_number: String(blockNumber), position };
  const known = { value_hash: valueHash, held_by: heldBy, supervisor_msp: supervisorMsp };
  await insert(statements, 'missing_documents', [{ ...place, ...known }]);
}
