import { merkleLeaf, merklePath, merkleRoot, type MerkleStep } from './merkle';

function transactionLeaves(transactionIds: readonly string[]): Buffer[] {
  return transactionIds.map((id) => merkleLeaf(id));
}

/**
 * Merkle root over the ids of a day's valid transactions, in the order of the ledger.
 *
 * @returns 32 bytes in hexadecimal
 * @throws RangeError when there is none; a closed day has at least its close
 */
export function dayRoot(transactionIds: readonly string[]): string {
  return merkleRoot(transactionLeaves(transactionIds)).toString('hex');
}

/** Proves that one transaction is among a day's, to somebody who knows {@link dayRoot}. */
export function dayPath(transactionIds: readonly string[], position: number): MerkleStep[] {
  return merklePath(transactionLeaves(transactionIds), position);
}
