export type { NonceOutcome, NonceStore } from '../credentials/format/nonce-store';
export { ReadModelError, type ReadModelErrorReason } from '../core/errors/read-model-error';
export type { TableDigest } from './digests';
export type { Columns, Selected, Where } from './select';
export {
  openStore,
  type FollowedLedger,
  type Store,
  type StoreFollowOptions,
  type StorePlace,
} from './read-model';
export type {
  StoredBreak,
  StoredCredential,
  StoredDay,
  StoredHolding,
  StoredInstruction,
  StoredMatch,
  StoredObligation,
  StoredTrade,
} from './views';
export type { Whose } from './owner';
