import type { LedgerBlock } from './ledger-block';

/** Where a follower goes on: the block to apply next, and the hash of the one before it. */
export interface Checkpoint {
  readonly next: bigint;
  /** Header hash of block `next` − 1, in hexadecimal; null before block 0. */
  readonly previousHash: string | null;
}

/**
 * Takes blocks in, each exactly once: `apply` stores what the block brings and the checkpoint
 * together, in one transaction of its store, so that neither can stand without the other.
 */
export interface BlockSink {
  /** Where to go on; undefined when nothing has been applied. */
  checkpoint(): Promise<Checkpoint | undefined>;
  /**
   * Applies a block. Both or neither: its effect, and `next` as the new checkpoint. Rejecting stops
   * the follower; the same block comes again at its next start.
   */
  apply(block: LedgerBlock, next: Checkpoint): Promise<void>;
}

/** Where blocks come from: a Ledger, in general. */
export interface BlockSource {
  /** The blocks from a number on, in order, waiting for new ones; ends by throwing. */
  blocks(request: BlocksRequest): AsyncIterable<LedgerBlock>;
}

/** Which blocks to deliver. */
export interface BlocksRequest {
  /** Number of the first block. */
  readonly from: bigint;
  /** Whether the private data come with them that the member's own peer holds. */
  readonly privateData?: 'WITH' | 'WITHOUT' | undefined;
  readonly signal?: AbortSignal | undefined;
}
