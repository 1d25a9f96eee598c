import {
  compositeKey,
  deliveredLot,
  instructionChecker,
  keys,
  reservationChecker,
  sha256Hex,
  type Key,
} from '@jangbu/model';
import type { PrivateHash } from '../core/follow/ledger-block';
import type { Statements } from './database';
import { documentOf } from './tables';

/** Keys that a settlement without this member writes with the supervisor, as a document of the member's own tells them. */
function keysBehind([kind]: Key, value: unknown): Key[] {
  if (kind === 'instruction' && instructionChecker.fits(value)) {
    const delivered = value.legs.map((leg, place) => keys.lot(deliveredLot(value, leg, place)));
    return [keys.settlement(value), ...delivered];
  }
  if (kind === 'reservation' && reservationChecker.fits(value)) return [keys.spentLot(value.lot)];
  return [];
}

/** Looks out from now on for what the supervisor writes of a document's outcome without this member. */
export async function expectBehind(statements: Statements, key: Key, content: string): Promise<void> {
  const expected = keysBehind(key, JSON.parse(content)).map((each) => documentOf(compositeKey(each)));
  if (expected.length === 0) return;
  const sql = `INSERT INTO jangbu.supervisor_copies (document) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`;
  await statements.run(sql, [expected]);
}

/** Notes what the supervisor's collection has of documents that are looked out for. */
export async function noteSupervisorCopies(
  statements: Statements,
  changed: readonly PrivateHash[],
): Promise<void> {
  if (changed.length === 0) return;
  const sql = `UPDATE jangbu.supervisor_copies copy SET value_hash = changed.value_hash
    FROM unnest($1::text[], $2::text[]) AS changed (document, value_hash) WHERE copy.document = changed.document`;
  const [documents, hashes] = [
    changed.map(({ keyHash }) => keyHash),
    changed.map(({ valueHash }) => valueHash),
  ];
  await statements.run(sql, [documents, hashes]);
}

/** Whether a document that the member wrote to its own collection alone stands so with the supervisor: it was claimed. */
export async function isClaimed(statements: Statements, document: string, value: string): Promise<boolean> {
  const sql = 'SELECT 1 AS one FROM jangbu.supervisor_copies WHERE document = $1 AND value_hash = $2';
  return (await statements.run(sql, [document, sha256Hex(value)])).length > 0;
}
