import { ledger } from '@hyperledger/fabric-protos';
import { sha256Hex } from '@jangbu/model';
import type { PrivateHash, PrivateWrite, PublicWrite } from './ledger-block';

const { rwset } = ledger;
const { kvrwset } = rwset;

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function publicWrites(set: ledger.rwset.NsReadWriteSet): PublicWrite[] {
  const namespace = set.getNamespace();
  const writes = kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()).getWritesList();
  return writes.map((write) => ({
    namespace,
    key: write.getKey(),
    value: write.getIsDelete() ? null : text(write.getValue_asU8()),
  }));
}

function privateHashes(set: ledger.rwset.NsReadWriteSet): PrivateHash[] {
  const namespace = set.getNamespace();
  return set.getCollectionHashedRwsetList().flatMap((hashed) => {
    const writes = kvrwset.HashedRWSet.deserializeBinary(hashed.getHashedRwset_asU8()).getHashedWritesList();
    return writes.map((write) => ({
      namespace,
      collection: hashed.getCollectionName(),
      keyHash: hex(write.getKeyHash_asU8()),
      valueHash: write.getIsDelete() || write.getIsPurge() ? null : hex(write.getValueHash_asU8()),
    }));
  });
}

/** What a transaction's results (`ChaincodeAction.results`) write. */
export function readWriteSets(results: Uint8Array): {
  readonly writes: PublicWrite[];
  readonly privateHashes: PrivateHash[];
} {
  const sets = rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
  return { writes: sets.flatMap(publicWrites), privateHashes: sets.flatMap(privateHashes) };
}

/**
 * The private content that a peer delivered with a transaction, as far as it fits the hashes that
 * all peers validated. (A peer's own word is not enough: what does not fit is left out.)
 */
export function readPrivateWrites(
  delivered: ledger.rwset.TxPvtReadWriteSet,
  hashes: readonly PrivateHash[],
): PrivateWrite[] {
  const known = new Map(
    hashes.map((each) => [`${each.namespace}/${each.collection}/${each.keyHash}`, each.valueHash]),
  );
  return delivered.getNsPvtRwsetList().flatMap((set) => {
    const namespace = set.getNamespace();
    return set.getCollectionPvtRwsetList().flatMap((pvt) => {
      const collection = pvt.getCollectionName();
      const writes = kvrwset.KVRWSet.deserializeBinary(pvt.getRwset_asU8()).getWritesList();
      return writes.flatMap((write) => {
        const value = write.getIsDelete() ? null : write.getValue_asU8();
        const expected = known.get(`${namespace}/${collection}/${sha256Hex(write.getKey())}`);
        if (expected !== (value && sha256Hex(value))) return [];
        return [{ namespace, collection, key: write.getKey(), value: value && text(value) }];
      });
    });
  });
}
