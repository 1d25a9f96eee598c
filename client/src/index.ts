export type { Audit, CheckedScope, InquiriesOf, InquiryInput } from './audit/audit-facade';
export { Inquiry, type AuditedEntry, type AuditedHoldings, type AuditedTrades } from './audit/inquiry';
export { connect, type ConnectOptions } from './connection/connect';
export { identityFromFolder, type Identity, type SignDigest } from './connection/identity';
export {
  enrol,
  reenrol,
  renewalDue,
  type Enrolled,
  type Enrolment,
  type KeyElsewhere,
} from './identity/fabric-ca';
export type { FabricCa } from './identity/fabric-ca-call';
export { openHsmKey, type HsmKey, type HsmSigner } from './identity/hsm';
export type { Ledger, OwnMember } from './connection/ledger';
export type { ClientTls } from './connection/client-tls';
export type { FabricProfileChoices } from './connection/fabric-profile';
export {
  connectOffline,
  type OfflineLedger,
  type OfflineOptions,
  type SentOffline,
  type ToSign,
} from './connection/offline';
export { readProfile, type Profile, type ProfilePeer } from './connection/profile';
export type { Consortium, ProposalInput, ProposalReference, VoteOutcome } from './consortium/consortium';
export type { Recorded } from './consortium/recorded';
export { MemoryHolderKeys, type HolderKey, type HolderKeys } from './credentials/holder-keys';
export {
  Issuer,
  type BatchEntry,
  type IssuanceRequest,
  type IssuedCopy,
  type IssuedSet,
  type IssuerOptions,
} from './credentials/issuer';
export type { ExpectedBinding } from './credentials/key-binding';
export { makeKeyProof, type ProofTarget } from './credentials/key-proof';
export { MemoryNonceStore, type NonceOutcome, type NonceStore } from './credentials/nonce-store';
export { killKeys, type KillKey, type KillScope } from './credentials/recovery';
export type {
  CredentialRecord,
  CredentialRegistry,
  CredentialStatus,
  IssuerKeyStatus,
  RegisteredKey,
} from './credentials/registry';
export { REJECTIONS, type RejectionReason } from './credentials/rejection';
export { remoteKey, softwareKey, type SigningKey } from './credentials/signing-key';
export { MemoryStatusIndexes, type StatusIndexes } from './credentials/status-indexes';
export type { AcceptedPresentation, RefusedPresentation, Verification } from './credentials/verification';
export { Verifier, type ExpectedPresentation, type VerifierOptions } from './credentials/verifier';
export {
  Wallet,
  type PresentationRequest,
  type SetRecovered,
  type WalletOptions,
} from './credentials/wallet';
export {
  MemoryWalletStore,
  type AskedSet,
  type WalletContent,
  type WalletSlot,
  type WalletStore,
} from './credentials/wallet-store';
export type { Attested, DayKept, Days, DayTarget, KeepOptions } from './days/days';
export type { PeerHealth } from './engine/peers';
export type { RetryBound } from './engine/persistence';
export type { Concurrency, PhaseDeadlines } from './engine/settings';
export type { Proposed } from './engine/transport';
export type { CallOptions } from './engine/submission';
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
  ReceiptError,
  ReadModelError,
  RefusedError,
  StoreError,
  UnavailableError,
  UncertainCommitError,
  WalletError,
  type CallPhase,
  type ErrorFacts,
  type FollowErrorReason,
  type IssuanceErrorReason,
  type ReceiptErrorReason,
  type ReadModelErrorReason,
  type StoreErrorReason,
  type WalletErrorReason,
} from './errors';
export type { BlockSink, BlocksRequest, BlockSource, Checkpoint } from './follow/block-sink';
export { followBlocks, type FollowOptions } from './follow/follow-blocks';
export { JournalSink } from './follow/journal-sink';
export type {
  LedgerBlock,
  LedgerTransaction,
  PrivateHash,
  PrivateWrite,
  PublicWrite,
  RejectedTransaction,
} from './follow/ledger-block';
export { FileIssuedStore } from './issuing/file-issued-store';
export {
  MemoryIssuedStore,
  type HandedOut,
  type InvestorRecord,
  type IssuedCopyRecord,
  type IssuedStore,
  type PendingBatch,
  type WantedStatus,
} from './issuing/issued-store';
export {
  IssuingDesk,
  type Issued,
  type IssuingDeskOptions,
  type IssuingWork,
  type Reissue,
} from './issuing/issuing-desk';
export {
  STATUS_LIST_TYPE,
  statusListHandler,
  statusListToken,
  type StatusListOptions,
} from './issuing/status-list';
export type { LogFields, Logger } from './observe/logger';
export type { Observation } from './observe/observer';
export type { OpenTelemetry } from './observe/open-telemetry';
export { FileLoginStore } from './logins/file-login-store';
export {
  LoginDesk,
  type DeskWork,
  type Login,
  type LoginDeskOptions,
  type LoginRequest,
} from './logins/login-desk';
export { verifyLoginReceipt, type LoginClaim, type LoginReceipt } from './logins/login-receipt';
export { MemoryLoginStore, type BegunErasure, type KeptConsent, type LoginStore } from './logins/login-store';
export type { ConsentInput, ErasureInput, Logins, UseInput } from './logins/logins-facade';
export { readTermsAsked, TERMS_TYPE, type Terms } from './logins/terms';
export {
  proveUse,
  readUseProof,
  useRoot,
  type UseEntry,
  type UseLeaf,
  type UseProof,
  type UseShown,
} from './logins/use-tree';
export { verifyReceipt, type VerifiedReceipt } from './receipts/verify-receipt';
export type { DepositOptions, Holdings, LotsFilter, Moved, MovementsFilter } from './holdings/holdings';
export type { Listing } from './listing';
export type { OutstandingSum, OwnLot, Position } from './holdings/lot-view';
export type { LotInput } from './holdings/make-movement';
export type { SettlementFail, SettlementInstruction, SettlementLeg } from './settlement/instruction-view';
export type {
  BatchInput,
  Credentials,
  IssuerKeyInput,
  KillIndex,
  SetToKill,
} from './credentials/credentials-facade';
export { CredentialMirror } from './credentials/mirror';
export type { FailLine, PenaltySum } from './reports/fail-report';
export type { InstructionSum } from './reports/instruction-report';
export { isReconciled, type FieldDifference, type Reconciliation } from './reports/reconcile';
export type { DayReport, HeldDay, OwnPosition, Reports } from './reports/reports';
export type { BreakLine, PairTrades, UnmatchedLine } from './reports/trade-report';
export type { ReservationResult } from './settlement/reserve-all';
export type { SettlementResult } from './settlement/settle-instructions';
export type {
  DividedInstruction,
  InstructionsFilter,
  ReserveOptions,
  Settlement,
  SettleOptions,
} from './settlement/settlement';
export type {
  DocumentState,
  DocumentStore,
  FoundTerm,
  NewDocument,
  SettledState,
  StoredDocument,
} from './store/document-store';
export { FileDocumentStore } from './store/file-store';
export { MemoryDocumentStore } from './store/memory-store';
export type { Cancellation, CancellationResult } from './trades/cancel-trades';
export type { OwnSide } from './trades/own-sides';
export type { DueObligation } from './trades/due-obligations';
export type { TradeReference } from './trades/correct-trades';
export type { TradeStatus } from './trades/find-trade';
export type { MatchSummary } from './trades/match-trades';
export type { MatchedTrade, Obligation, TradeBreak, WaitingTrade } from './trades/match-view';
export type { PairDayInput } from './trades/pair-day';
export type { TradeResult, TradesProgress } from './trades/results';
export type { Statement } from './trades/statement';
export type { SubmitTradesOptions } from './trades/submit-trades';
export type { ReceiptOptions, Trades } from './trades/trades';

export {
  addBusinessDays,
  calendarKnownOn,
  compositeKey,
  cutOffsOn,
  DEFAULT_CUT_OFFS,
  dueDateOf,
  identifiedInvestorMetadata,
  identifiedInvestorType,
  implicitCollection,
  keys,
  killTagOf,
  pseudonymOf,
  REFUSAL_CODES,
  REFUSALS,
  settlementDateOf,
  splitCompositeKey,
  thumbprintOf,
  type AccountKind,
  type Assurance,
  type Attestation,
  type AuditedRead,
  type AuditInquiry,
  type AuditScope,
  type Action,
  type BreakCode,
  type BusinessDay,
  type CalendarChange,
  type DayClaim,
  type ErasedPlace,
  type ErasureAttestation,
  type LoginConsent,
  type TermsName,
  type UseAnchor,
  type DaySeal,
  type CancellationAsked,
  type CancellationProblem,
  type CancellationProblemCode,
  type ClaimName,
  type Confirmation,
  type CorrectedStatement,
  type CredentialPeriods,
  type CutOffs,
  type Difference,
  type EntryWithoutEffect,
  type FoundingList,
  type FoundingMember,
  type HeldInstrument,
  type Instrument,
  type InstructionName,
  type InstructionsAsked,
  type InvestorClaims,
  type Key,
  type KoreanTime,
  type LedgerMember,
  type LedgerRole,
  type LotName,
  type LotsAsked,
  type Movement,
  type PageEntry,
  type MembersDocument,
  type NoEffectReason,
  type PageReference,
  type Pair,
  type PairDay,
  type Parameters,
  type ParametersDocument,
  type ParameterSettings,
  type Phase,
  type Proposal,
  type ProposalState,
  type PublicJwk,
  type Refusal,
  type RefusalCode,
  type RefusalFacts,
  type SchemaProblem,
  type SealState,
  type SettlementProblem,
  type SettlementProblemCode,
  type ShownTo,
  type Side,
  type StatementSource,
  type StatusReference,
  type TimedMove,
  type TradeProblem,
  type TradeProblemCode,
  type TradeReceipt,
  type Vote,
} from '@jangbu/model';
