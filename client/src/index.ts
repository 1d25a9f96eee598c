export type { Audit, CheckedScope, InquiriesOf, InquiryInput } from './interfirm/audit/audit-facade';
export { Inquiry, type AuditedEntry, type AuditedHoldings, type AuditedTrades } from './interfirm/audit/inquiry';
export { connect, type ConnectOptions } from './connect/connect';
export { identityFromFolder, type Identity, type SignDigest } from './core/identity/identity';
export {
  enrol,
  reenrol,
  renewalDue,
  type Enrolled,
  type Enrolment,
  type KeyElsewhere,
} from './core/identity/fabric-ca';
export type { FabricCa } from './core/identity/fabric-ca-call';
export { openHsmKey, type HsmKey, type HsmSigner } from './core/identity/hsm';
export type { Ledger } from './connect/ledger';
export type { OwnMember } from './core/identity/own-member';
export type { ClientTls } from './core/profile/client-tls';
export type { FabricProfileChoices } from './core/profile/fabric-profile';
export {
  connectOffline,
  type OfflineLedger,
  type OfflineOptions,
  type SentOffline,
  type ToSign,
} from './connect/offline';
export { readProfile, type Profile, type ProfilePeer } from './core/profile/profile';
export type { Consortium, ProposalInput, ProposalReference, VoteOutcome } from './consortium/governance/consortium';
export type { Recorded } from './core/submit/recorded';
export { MemoryHolderKeys, type HolderKey, type HolderKeys } from './credentials/wallet/holder-keys';
export {
  Issuer,
  type BatchEntry,
  type IssuanceRequest,
  type IssuedCopy,
  type IssuedSet,
  type IssuerOptions,
} from './credentials/issuer/issuer';
export type { ExpectedBinding } from './credentials/format/key-binding';
export { makeKeyProof, type ProofTarget } from './credentials/format/key-proof';
export { MemoryNonceStore, type NonceOutcome, type NonceStore } from './credentials/format/nonce-store';
export { killKeys, type KillKey, type KillScope } from './credentials/format/recovery';
export type {
  CredentialRecord,
  CredentialRegistry,
  CredentialStatus,
  IssuerKeyStatus,
  RegisteredKey,
} from './credentials/format/credential-registry';
export { REJECTIONS, type RejectionReason } from './credentials/format/rejection';
export { remoteKey, softwareKey, type SigningKey } from './credentials/format/signing-key';
export { MemoryStatusIndexes, type StatusIndexes } from './credentials/issuer/status-indexes';
export type { AcceptedPresentation, RefusedPresentation, Verification } from './credentials/verifier/verification';
export { Verifier, type ExpectedPresentation, type VerifierOptions } from './credentials/verifier/verifier';
export {
  Wallet,
  type PresentationRequest,
  type SetRecovered,
  type WalletOptions,
} from './credentials/wallet/wallet';
export {
  MemoryWalletStore,
  type AskedSet,
  type WalletContent,
  type WalletSlot,
  type WalletStore,
} from './credentials/wallet/wallet-store';
export type { Attested, DayKept, Days, DayTarget, KeepOptions } from './consortium/days/days';
export type { PeerHealth } from './core/peers/own-peers';
export type { RetryBound } from './core/submit/retry';
export type { Concurrency, PhaseDeadlines } from './core/submit/settings';
export type { Proposed } from './core/peers/transport';
export type { CallOptions } from './core/submit/submission';
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
} from './core/errors';
export type { BlockSink, BlocksRequest, BlockSource, Checkpoint } from './core/follow/block-sink';
export { followBlocks, type FollowOptions } from './core/follow/follow-blocks';
export { JournalSink } from './core/follow/journal-sink';
export type {
  LedgerBlock,
  LedgerTransaction,
  PrivateHash,
  PrivateWrite,
  PublicWrite,
  RejectedTransaction,
} from './core/follow/ledger-block';
export { FileIssuedStore } from './credentials/issuer/file-issued-store';
export {
  MemoryIssuedStore,
  type HandedOut,
  type InvestorRecord,
  type IssuedCopyRecord,
  type IssuedStore,
  type PendingBatch,
  type WantedStatus,
} from './credentials/issuer/issued-store';
export {
  IssuingDesk,
  type Issued,
  type IssuingDeskOptions,
  type IssuingWork,
  type Reissue,
} from './credentials/issuer/issuing-desk';
export {
  STATUS_LIST_TYPE,
  statusListHandler,
  statusListToken,
  type StatusListOptions,
} from './credentials/issuer/status-list';
export type { LogFields, Logger } from './core/observe/logger';
export type { Observation } from './core/observe/observer';
export type { OpenTelemetry } from './core/observe/open-telemetry';
export { FileLoginStore } from './credentials/login/file-login-store';
export {
  LoginDesk,
  type DeskWork,
  type Login,
  type LoginDeskOptions,
  type LoginRequest,
} from './credentials/login/login-desk';
export { verifyLoginReceipt, type LoginClaim, type LoginReceipt } from './credentials/login/login-receipt';
export { MemoryLoginStore, type BegunErasure, type KeptConsent, type LoginStore } from './credentials/login/login-store';
export type { ConsentInput, ErasureInput, Logins, UseInput } from './credentials/login/logins-facade';
export { readTermsAsked, TERMS_TYPE, type Terms } from './credentials/login/terms';
export {
  proveUse,
  readUseProof,
  useRoot,
  type UseEntry,
  type UseLeaf,
  type UseProof,
  type UseShown,
} from './credentials/login/use-tree';
export { verifyReceipt, type VerifiedReceipt } from './interfirm/receipts/verify-receipt';
export type { DepositOptions, Holdings, LotsFilter, Moved, MovementsFilter } from './interfirm/holdings/holdings';
export type { Listing } from './core/lists/listing';
export type { OutstandingSum, OwnLot, Position } from './interfirm/holdings/lot-view';
export type { LotInput } from './interfirm/holdings/make-movement';
export type { SettlementFail, SettlementInstruction, SettlementLeg } from './interfirm/settlement/instruction-view';
export type {
  BatchInput,
  Credentials,
  IssuerKeyInput,
  KillIndex,
  SetToKill,
} from './credentials/registry/credentials-facade';
export { CredentialMirror } from './credentials/mirror/mirror';
export type { FailLine, PenaltySum } from './interfirm/reports/fail-report';
export type { InstructionSum } from './interfirm/reports/instruction-report';
export { isReconciled, type FieldDifference, type Reconciliation } from './interfirm/reports/reconcile';
export type { DayReport, HeldDay, OwnPosition, Reports } from './interfirm/reports/reports';
export type { BreakLine, PairTrades, UnmatchedLine } from './interfirm/reports/trade-report';
export type { ReservationResult } from './interfirm/settlement/reserve-all';
export type { SettlementResult } from './interfirm/settlement/settle-instructions';
export type {
  DividedInstruction,
  InstructionsFilter,
  ReserveOptions,
  Settlement,
  SettleOptions,
} from './interfirm/settlement/settlement';
export type {
  DocumentState,
  DocumentStore,
  FoundTerm,
  NewDocument,
  SettledState,
  StoredDocument,
} from './core/documents/document-store';
export { FileDocumentStore } from './core/documents/file-store';
export { MemoryDocumentStore } from './core/documents/memory-store';
export type { Cancellation, CancellationResult } from './interfirm/trades/cancel-trades';
export type { OwnSide } from './interfirm/trades/own-sides';
export type { DueObligation } from './interfirm/matching/due-obligations';
export type { TradeReference } from './interfirm/trades/correct-trades';
export type { TradeStatus } from './interfirm/trades/find-trade';
export type { MatchSummary } from './interfirm/matching/match-trades';
export type { MatchedTrade, Obligation, TradeBreak, WaitingTrade } from './interfirm/matching/match-view';
export type { PairDayInput } from './interfirm/matching/pair-day';
export type { TradeResult, TradesProgress } from './interfirm/trades/results';
export type { Statement } from './interfirm/pages/statement';
export type { SubmitTradesOptions } from './interfirm/trades/submit-trades';
export type { ReceiptOptions, Trades } from './interfirm/trades/trades';

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
