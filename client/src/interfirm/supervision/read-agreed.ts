import {
  AgreedDocuments,
  compositeKey,
  keys,
  membersDocumentChecker,
  mspOfCollection,
  type MembersDocument,
  type SeenTransaction,
  type SeenWrite,
} from '@jangbu/model';
import type { BlockSink, BlockSource, Checkpoint } from '../../core/follow/block-sink';
import { followBlocks } from '../../core/follow/follow-blocks';
import type { LedgerBlock, LedgerTransaction, PrivateHash } from '../../core/follow/ledger-block';
import { abortedBy } from '../../core/async/signals';

const MEMBERS_KEY = compositeKey(keys.members());

/** Where blocks are read. */
export interface BlocksToRead {
  readonly source: BlockSource;
  /** The chaincode whose documents count. */
  readonly chaincode: string;
  /** How many blocks the member's own peer has. */
  readonly height: () => Promise<bigint>;
  readonly signal?: AbortSignal | undefined;
  /** Told of each block that has been read, by its number. */
  readonly onBlock?: ((blockNumber: bigint) => void) | undefined;
}

function membersIn({ writes }: LedgerTransaction, chaincode: string): MembersDocument | undefined {
  const written = writes.findLast(({ namespace, key }) => namespace === chaincode && key === MEMBERS_KEY);
  const document: unknown = JSON.parse(written?.value ?? 'null');
  return membersDocumentChecker.fits(document) ? document : undefined;
}

function seenWrite({ collection, keyHash, valueHash }: PrivateHash): SeenWrite[] {
  const mspId = mspOfCollection(collection);
  return mspId === undefined ? [] : [{ mspId, document: keyHash, hash: valueHash }];
}

function seenIn(transaction: LedgerTransaction, chaincode: string): SeenTransaction {
  const { transactionId, privateHashes } = transaction;
  const ours = privateHashes.filter(({ namespace }) => namespace === chaincode);
  return { transactionId, members: membersIn(transaction, chaincode), writes: ours.flatMap(seenWrite) };
}

/**
 * Reads from the blocks of the member's own peer who agreed to what, from the first block on, by hashes alone. Each
 * reading goes on from the one before.
 */
export class AgreedReader implements BlockSink {
  readonly #agreed = new AgreedDocuments();
  readonly #blocks: BlocksToRead;
  #at: Checkpoint | undefined;

  constructor(blocks: BlocksToRead) {
    this.#blocks = blocks;
  }

  /** How many blocks have been read. */
  get height(): bigint {
    return this.#at?.next ?? 0n;
  }

  /**
   * Reads up to the last block that the peer has now.
   *
   * @throws FollowError; AbortedError
   */
  async read(): Promise<AgreedDocuments> {
    const { source, signal, height } = this.#blocks;
    const until = (await height()) - 1n;
    const end = await followBlocks(source, this, { until, privateData: 'WITHOUT', signal });
    if (end.next <= until && signal?.aborted === true) throw abortedBy(signal);
    return this.#agreed;
  }

  checkpoint(): Promise<Checkpoint | undefined> {
    return Promise.resolve(this.#at);
  }

  apply({ number, transactions }: LedgerBlock, next: Checkpoint): Promise<void> {
    for (const transaction of transactions) {
      this.#agreed.apply(seenIn(transaction, this.#blocks.chaincode));
    }
    this.#at = next;
    this.#blocks.onBlock?.(number);
    return Promise.resolve();
  }
}
