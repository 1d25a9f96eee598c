export { ConflictError, CommitFailedError, UncertainCommitError } from './commit-errors';
export {
  IssuanceError,
  WalletError,
  type IssuanceErrorReason,
  type WalletErrorReason,
} from './credential-errors';
export { JangbuError, type ErrorFacts } from './jangbu-error';
export {
  FollowError,
  IdentityError,
  InputError,
  ProfileError,
  ReceiptError,
  StoreError,
  type FollowErrorReason,
  type ReceiptErrorReason,
  type StoreErrorReason,
} from './local-errors';
export { ReadModelError, type ReadModelErrorReason } from './read-model-error';
export { RefusedError } from './refused-error';
export {
  AbortedError,
  DeadlineError,
  DisagreementError,
  OverloadedError,
  PeerError,
  UnavailableError,
  type CallPhase,
} from './transport-errors';
