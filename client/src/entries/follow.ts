// Blocks, one after the other, into the caller's own store; and the names under which the ledger keeps its state.
export type { BlockSink, BlockSource, BlocksRequest, Checkpoint } from '../core/follow/block-sink';
export { followBlocks, type FollowOptions } from '../core/follow/follow-blocks';
export { JournalSink } from '../core/follow/journal-sink';
export type {
  LedgerBlock,
  LedgerTransaction,
  PrivateHash,
  PrivateWrite,
  PublicWrite,
  RejectedTransaction,
} from '../core/follow/ledger-block';
export { compositeKey, implicitCollection, keys, splitCompositeKey, type Key } from '@jangbu/model';
