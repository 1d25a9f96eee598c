import { Type, type TSchema } from '@sinclair/typebox';
import { AuditInquiry } from '../documents/audit';
import { BusinessDay } from '../documents/business-day';
import { FoundingList, MembersDocument } from '../documents/consortium';
import { CredentialBatch, Heartbeat, IssuerKey, IssuerKeyStatusChange } from '../documents/credentials';
import { Proposal, Vote } from '../documents/governance';
import { Movement } from '../documents/holdings';
import { Instrument } from '../documents/instruments';
import { ErasureAttestation, UseAnchor } from '../documents/logins';
import { CorrectionsDue } from '../documents/matching';
import { PairDay } from '../documents/pair';
import { ParametersDocument } from '../documents/parameters';
import { Attestation } from '../documents/seals';
import { PageBody, PageHeader, PageReference, PageTexts } from '../documents/trade-pages';
import { auditedQueryChecker, inquiriesAskedChecker } from '../queries/audit';
import { isinsChecker } from '../queries/consortium';
import { batchAskedChecker, IssuerKeyState } from '../queries/credentials';
import { dayAskedChecker, SealState } from '../queries/days';
import { ProposalName, ProposalState } from '../queries/governance';
import {
  LedgerPosition,
  lotsAskedChecker,
  movementsAskedChecker,
  outstandingAskedChecker,
  Outstanding,
} from '../queries/holdings';
import { consentsAskedChecker, erasureAskedChecker, useAnchorAskedChecker } from '../queries/logins';
import { instructionsAskedChecker, InstructionState, termsAskedChecker } from '../queries/settlement';
import { HeldDocuments, HeldDocumentsAsked } from '../queries/supervision';
import {
  matchNumberChecker,
  pageReferencesChecker,
  pagesAskedChecker,
  shardsAskedChecker,
  UtisAsked,
  UtisHeld,
} from '../queries/trades';
import { KillRequest, StatusRequest } from '../requests/credentials';
import { DayMove } from '../requests/days';
import { ConsentRequest, ErasureRequest } from '../requests/logins';
import { MatchRequest, ShardTexts } from '../requests/matching';
import {
  AllowPartialRequest,
  CancelRequest,
  DivideRequest,
  FailRequest,
  InstructRequest,
  ClaimRequest,
  ReleaseRequest,
  ReserveRequest,
  SettleRequest,
  TermsRequest,
} from '../requests/settlement';
import { TakeOverRequest } from '../requests/supervision';
import { CancellationRequest } from '../requests/trade-cancellation';
import { AttestationReceipt, Receipt, VoteReceipt } from './receipts';

function orNull<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()]);
}

const Text = Type.String();

/** The schemas of all that is asked of the contracts, given to them and answered, by the names under which they tell of them. */
export const components = {
  // What transactions are given.
  AllowPartialRequest,
  Attestation,
  AuditInquiry,
  AuditedQuery: auditedQueryChecker.schema,
  CancelRequest,
  CancellationRequest,
  ConsentRequest,
  CorrectionsDueOrNull: orNull(CorrectionsDue),
  CredentialBatch,
  DayMove,
  DivideRequest,
  ErasureRequest,
  FailRequest,
  FoundingList,
  Heartbeat,
  InstructRequest,
  IssuerKey,
  IssuerKeyStatusChange,
  KillRequest,
  MatchRequest,
  Movement,
  PageBody,
  PageHeader,
  Proposal,
  ProposalName,
  ClaimRequest,
  ReleaseRequest,
  ReserveRequest,
  SettleRequest,
  StatusRequest,
  TakeOverRequest,
  TermsRequest,
  UseAnchor,
  Vote,
  // What is asked.
  BatchAsked: batchAskedChecker.schema,
  ConsentsAsked: consentsAskedChecker.schema,
  DayAsked: dayAskedChecker.schema,
  ErasureAsked: erasureAskedChecker.schema,
  HeldDocumentsAsked,
  InquiriesAsked: inquiriesAskedChecker.schema,
  InstructionsAsked: instructionsAskedChecker.schema,
  Isins: isinsChecker.schema,
  LotsAsked: lotsAskedChecker.schema,
  MatchNumber: matchNumberChecker.schema,
  MovementsAsked: movementsAskedChecker.schema,
  OutstandingAsked: outstandingAskedChecker.schema,
  PageReferences: pageReferencesChecker.schema,
  PagesAsked: pagesAskedChecker.schema,
  PairDay,
  ShardsAsked: shardsAskedChecker.schema,
  TermsAsked: termsAskedChecker.schema,
  UseAnchorAsked: useAnchorAskedChecker.schema,
  UtisAsked,
  // What is answered.
  AttestationReceipt,
  AuditedAnswer: Type.Unknown({ description: 'What the query that is asked under the inquiry answers.' }),
  ContractMetadata: Type.Object(
    {},
    { description: 'What contracts can do, in the form of Fabric’s contract API.' },
  ),
  BusinessDayOrNull: orNull(BusinessDay),
  CredentialBatchOrNull: orNull(CredentialBatch),
  ErasureAttestationOrNull: orNull(ErasureAttestation),
  HeldDocuments,
  InstructionState,
  Instrument,
  IssuerKeyState,
  LedgerPosition,
  MembersDocument,
  Outstanding,
  PageReference,
  PageTextsOrNull: orNull(PageTexts),
  ParametersDocument,
  Ping: Type.Object({ chaincode: Text, version: Text }),
  ProposalState,
  Receipt,
  SealState,
  ShardTexts,
  TextOrNull: orNull(Text),
  UseAnchorOrNull: orNull(UseAnchor),
  UtisHeld,
  VoteReceipt,
} as const satisfies Readonly<Record<string, TSchema>>;

/** The name of one of them. */
export type ComponentName = keyof typeof components;
