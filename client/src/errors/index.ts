export { ConflictError, CommitFailedError, UncertainCommitError } from './commit-errors';
export { JangbuError, type ErrorFacts } from './jangbu-error';
export {
  FollowError,
  IdentityError,
  InputError,
  ProfileError,
  StoreError,
  type FollowErrorReason,
  type StoreErrorReason,
} from './local-errors';
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
