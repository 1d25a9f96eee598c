// A member's own view of the ledger, in SQL.
export type { TableDigest } from '../read-model/digests';
export type { ReadModelOwner } from '../read-model/owner';
export {
  openReadModel,
  type FollowedLedger,
  type ReadModel,
  type ReadModelFollowOptions,
  type ReadModelPlace,
} from '../read-model/read-model';
export type { Columns, Selected, Where } from '../read-model/select';
export type {
  StoredBreak,
  StoredCredential,
  StoredDay,
  StoredHolding,
  StoredInstruction,
  StoredMatch,
  StoredObligation,
  StoredTrade,
  StoredUnread,
} from '../read-model/views';
