import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import { sha256 } from '@jangbu/model';
import type { DeliveredBlock } from '../src/core/peers/transport';
import { VALIDATION } from '../src/core/peers/validation-codes';
import { dataHash, headerHash } from '../src/core/follow/block-hash';

const { rwset } = ledger;
const { kvrwset } = rwset;

/** A change in a block that a test builds; null deletes. */
export type Change = readonly [key: string, value: string | null];

/** A transaction in a block that a test builds. */
export interface BuiltTransaction {
  readonly transactionId: string;
  readonly mspId?: string;
  /** When its creator says that it made it, in milliseconds since 1970. */
  readonly signedAt?: number;
  /** The same in seconds, of times that `Date` does not have. */
  readonly signedAtSecond?: number;
  readonly writes?: readonly Change[];
  /** By collection. */
  readonly privateWrites?: Readonly<Record<string, readonly Change[]>>;
  readonly code?: number;
}

const NAMESPACE = 'jangbu';

function kvWrite([key, value]: Change): ledger.rwset.kvrwset.KVWrite {
  const write = new kvrwset.KVWrite();
  write.setKey(key);
  write.setIsDelete(value === null);
  if (value !== null) write.setValue(Buffer.from(value));
  return write;
}

function kvSet(changes: readonly Change[]): Uint8Array {
  const set = new kvrwset.KVRWSet();
  set.setWritesList(changes.map(kvWrite));
  return set.serializeBinary();
}

function hashedSet(changes: readonly Change[]): Uint8Array {
  const set = new kvrwset.HashedRWSet();
  set.setHashedWritesList(
    changes.map(([key, value]) => {
      const write = new kvrwset.KVWriteHash();
      write.setKeyHash(sha256(key));
      write.setIsDelete(value === null);
      if (value !== null) write.setValueHash(sha256(value));
      return write;
    }),
  );
  return set.serializeBinary();
}

function results({ writes = [], privateWrites = {} }: BuiltTransaction): Uint8Array {
  const set = new rwset.NsReadWriteSet();
  set.setNamespace(NAMESPACE);
  set.setRwset(kvSet(writes));
  set.setCollectionHashedRwsetList(
    Object.entries(privateWrites).map(([collection, changes]) => {
      const hashed = new rwset.CollectionHashedReadWriteSet();
      hashed.setCollectionName(collection);
      hashed.setHashedRwset(hashedSet(changes));
      return hashed;
    }),
  );
  const all = new rwset.TxReadWriteSet();
  all.setNsRwsetList([set]);
  return all.serializeBinary();
}

function transactionData(transaction: BuiltTransaction): Uint8Array {
  const action = new peer.ChaincodeAction();
  action.setResults(results(transaction));
  const response = new peer.ProposalResponsePayload();
  response.setExtension$(action.serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(response.serializeBinary());
  const payload = new peer.ChaincodeActionPayload();
  payload.setAction(endorsed);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setPayload(payload.serializeBinary());
  const all = new peer.Transaction();
  all.setActionsList([transactionAction]);
  return all.serializeBinary();
}

function timestampOf(ms: number): Timestamp {
  const timestamp = new Timestamp();
  timestamp.fromDate(new Date(ms));
  return timestamp;
}

function envelope(transaction: BuiltTransaction): Uint8Array {
  const creator = new msp.SerializedIdentity();
  creator.setMspid(transaction.mspId ?? 'NhMSP');
  creator.setIdBytes(Buffer.from('-----BEGIN CERTIFICATE-----'));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator.serializeBinary());
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setTxId(transaction.transactionId);
  if (transaction.signedAt !== undefined) channelHeader.setTimestamp(timestampOf(transaction.signedAt));
  if (transaction.signedAtSecond !== undefined) {
    const timestamp = new Timestamp();
    timestamp.setSeconds(transaction.signedAtSecond);
    channelHeader.setTimestamp(timestamp);
  }
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transactionData(transaction));
  const sealed = new common.Envelope();
  sealed.setPayload(payload.serializeBinary());
  return sealed.serializeBinary();
}

/** A block with these transactions behind another one. */
export function buildBlock(
  number: number,
  previousHash: Uint8Array,
  transactions: readonly BuiltTransaction[],
): common.Block {
  const data = new common.BlockData();
  data.setDataList(transactions.map(envelope));
  const header = new common.BlockHeader();
  header.setNumber(number);
  header.setPreviousHash(previousHash);
  header.setDataHash(dataHash(data));
  const commitHash = new common.Metadata();
  commitHash.setValue(sha256(`commit ${number}`));
  const codes = transactions.map(({ code }) => code ?? VALIDATION.VALID);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([
    new Uint8Array(),
    new Uint8Array(),
    Uint8Array.from(codes),
    new Uint8Array(),
    commitHash.serializeBinary(),
  ]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
}

/** Blocks one behind the other, from block 0; each list is one block's transactions. */
export function buildChain(...blocks: readonly (readonly BuiltTransaction[])[]): common.Block[] {
  const chain: common.Block[] = [];
  let previous: Uint8Array = new Uint8Array();
  blocks.forEach((transactions, number) => {
    const block = buildBlock(number, previous, transactions);
    chain.push(block);
    const header = block.getHeader();
    if (header) previous = headerHash(header);
  });
  return chain;
}

/** The block with private data as a peer delivers it: by position, collection and change. */
export function withPrivateData(
  block: common.Block,
  byPosition: Readonly<Record<number, Readonly<Record<string, readonly Change[]>>>>,
): DeliveredBlock {
  const delivered = new peer.BlockAndPrivateData();
  delivered.setBlock(block);
  for (const [position, collections] of Object.entries(byPosition)) {
    const set = new rwset.NsPvtReadWriteSet();
    set.setNamespace(NAMESPACE);
    set.setCollectionPvtRwsetList(
      Object.entries(collections).map(([collection, changes]) => {
        const pvt = new rwset.CollectionPvtReadWriteSet();
        pvt.setCollectionName(collection);
        pvt.setRwset(kvSet(changes));
        return pvt;
      }),
    );
    const all = new rwset.TxPvtReadWriteSet();
    all.setNsPvtRwsetList([set]);
    delivered.getPrivateDataMapMap().set(Number(position), all);
  }
  return { block, privateData: delivered };
}
