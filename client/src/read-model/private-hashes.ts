import { implicitCollection, mspOfCollection, sha256Hex } from '@jangbu/model';
import type { LedgerTransaction, PrivateHash, PrivateWrite } from '../core/follow/ledger-block';

/** The chaincode whose documents the read model knows. */
export const NAMESPACE = 'jangbu';

/** The changes of one organisation's own collection. */
export function hashesOf({ privateHashes }: LedgerTransaction, mspId: string): PrivateHash[] {
  const own = implicitCollection(mspId);
  return privateHashes.filter(({ namespace, collection }) => namespace === NAMESPACE && collection === own);
}

/** What an organisation's own peer delivered of a transaction, by the SHA-256 of the keys. */
export function deliveredTo(
  { privateWrites }: LedgerTransaction,
  mspId: string,
): ReadonlyMap<string, PrivateWrite> {
  const own = implicitCollection(mspId);
  const writes = privateWrites.filter(
    ({ namespace, collection }) => namespace === NAMESPACE && collection === own,
  );
  return new Map(writes.map((write) => [sha256Hex(write.key), write]));
}

/** What a transaction changed in the supervisor's collection and not in one's own. */
export function changedElsewhere(
  transaction: LedgerTransaction,
  { own, supervisor }: { readonly own: string; readonly supervisor: string },
): PrivateHash[] {
  const ours = new Set(hashesOf(transaction, own).map(({ keyHash }) => keyHash));
  return hashesOf(transaction, supervisor).filter(({ keyHash }) => !ours.has(keyHash));
}

/** The organisations to whose own collections a transaction wrote the same content under the same key. */
export function heldBy({ privateHashes }: LedgerTransaction, same: PrivateHash): string[] {
  return privateHashes.flatMap(({ namespace, collection, keyHash, valueHash }) => {
    const isSame = namespace === NAMESPACE && keyHash === same.keyHash && valueHash === same.valueHash;
    const mspId = mspOfCollection(collection);
    return isSame && mspId !== undefined ? [mspId] : [];
  });
}
