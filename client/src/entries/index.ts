// What every application of a member needs: to connect, who it is, where it keeps documents, and what is thrown.
export { connect, type ConnectOptions } from '../connect/connect';
export type { Ledger } from '../connect/ledger';
export {
  connectOffline,
  type OfflineLedger,
  type OfflineOptions,
  type SentOffline,
  type ToSign,
} from '../connect/offline';
export type {
  DocumentState,
  DocumentStore,
  FoundTerm,
  NewDocument,
  SettledState,
  StoredDocument,
} from '../core/documents/document-store';
export { FileDocumentStore } from '../core/documents/file-store';
export { MemoryDocumentStore } from '../core/documents/memory-store';
export {
  AbortedError,
  CommitFailedError,
  ConflictError,
  DeadlineError,
  DisagreementError,
  FollowError,
  IdentityError,
  InputError,
  IssuanceError,
  JangbuError,
  OverloadedError,
  PeerError,
  ProfileError,
  ReadModelError,
  ReceiptError,
  RefusedError,
  StoreError,
  UnavailableError,
  UncertainCommitError,
  WalletError,
  type CallPhase,
  type ErrorFacts,
  type FollowErrorReason,
  type IssuanceErrorReason,
  type ReadModelErrorReason,
  type ReceiptErrorReason,
  type StoreErrorReason,
  type WalletErrorReason,
} from '../core/errors';
export {
  enrol,
  reenrol,
  renewalDue,
  type Enrolled,
  type Enrolment,
  type KeyElsewhere,
} from '../core/identity/fabric-ca';
export type { FabricCa } from '../core/identity/fabric-ca-call';
export { openHsmKey, type HsmKey, type HsmSigner } from '../core/identity/hsm';
export type { Identity, SignDigest } from '../core/identity/identity';
export { identityFromFolder } from '../core/identity/identity-folder';
export type { OwnMember } from '../core/identity/own-member';
export type { Listing } from '../core/lists/listing';
export type { LogFields, Logger } from '../core/observe/logger';
export type { Observation } from '../core/observe/observer';
export type { OpenTelemetry } from '../core/observe/open-telemetry';
export type { PeerHealth } from '../core/peers/own-peers';
export type { Proposed } from '../core/peers/transport';
export { readClientTls, type ClientTls, type ClientTlsFiles } from '../core/profile/client-tls';
export type { FabricProfileChoices } from '../core/profile/fabric-profile';
export { readProfile, type Profile, type ProfilePeer } from '../core/profile/profile';
export type { Recorded } from '../core/submit/recorded';
export type { RetryPolicy } from '../core/submit/retry';
export type { Concurrency, PhaseDeadlines } from '../core/submit/settings';
export type { CallOptions } from '../core/submit/submission';
export {
  REFUSAL_CODES,
  REFUSALS,
  type Refusal,
  type RefusalCode,
  type RefusalFacts,
  type SchemaProblem,
} from '@jangbu/model';
