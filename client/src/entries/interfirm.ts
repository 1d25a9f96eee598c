// Business between firms: trades, what they hold, settlement, receipts, reports, and what the supervisor reads of it.
export type { Audit, CheckedScope, InquiriesOf, InquiryInput } from '../interfirm/audit/audit-facade';
export {
  Inquiry,
  type AuditedEntry,
  type AuditedHoldings,
  type AuditedTrades,
} from '../interfirm/audit/inquiry';
export type {
  DepositOptions,
  Holdings,
  LotsFilter,
  Moved,
  MovementsFilter,
  ResumeOptions,
} from '../interfirm/holdings/holdings';
export type { OutstandingSum, OwnLot, OwnReservation, Position } from '../interfirm/holdings/lot-view';
export {
  watchLots,
  type LotAlarm,
  type LotWatchRequest,
  type WatchedLedger,
} from '../interfirm/holdings/lot-watch';
export type { ReservationsSource } from '../interfirm/holdings/settled-behind';
export type { LotInput } from '../interfirm/holdings/make-movement';
export { pendingMovements, type ResumedMovement } from '../interfirm/holdings/movement-recorder';
export type { DueObligation } from '../interfirm/matching/due-obligations';
export type { MatchSummary } from '../interfirm/matching/match-trades';
export type { MatchedTrade, Obligation, TradeBreak, WaitingTrade } from '../interfirm/matching/match-view';
export type { PairDayInput } from '../interfirm/matching/pair-day';
export type { Statement } from '../interfirm/pages/statement';
export { verifyReceipt, type VerifiedReceipt } from '../interfirm/receipts/verify-receipt';
export type { FailLine, PenaltySum } from '../interfirm/reports/fail-report';
export type { InstructionSum } from '../interfirm/reports/instruction-report';
export { isReconciled, type FieldDifference, type Reconciliation } from '../interfirm/reports/reconcile';
export type { DayReport, HeldDay, OwnPosition, Reports } from '../interfirm/reports/reports';
export type { BreakLine, PairTrades, UnmatchedLine } from '../interfirm/reports/trade-report';
export type {
  SettlementFail,
  SettlementInstruction,
  SettlementLeg,
} from '../interfirm/settlement/instruction-view';
export type { FirmTerms, PairTerms } from '../interfirm/settlement/pair-terms';
export type { ReservationResult } from '../interfirm/settlement/reserve-all';
export type { SettlementProblemCode, SettlementResult } from '../interfirm/settlement/settle-instructions';
export type { ClaimResult } from '../interfirm/settlement/claim-settled';
export type {
  DividedInstruction,
  InstructionsFilter,
  ReserveOptions,
  Settlement,
  SettleOptions,
} from '../interfirm/settlement/settlement';
export type {
  DeclinedDocument,
  DueFrom,
  Supervision,
  SupervisionStatus,
  TakeOverOptions,
  TakeOverProgress,
  TakeOverResult,
} from '../interfirm/supervision/supervision';
export type { Cancellation, CancellationResult } from '../interfirm/trades/cancel-trades';
export type { TradeReference } from '../interfirm/trades/correct-trades';
export type { TradeStatus } from '../interfirm/trades/find-trade';
export type { OwnSide } from '../interfirm/trades/own-sides';
export type { TradeResult, TradesProgress } from '../interfirm/trades/results';
export type { SubmitTradesOptions } from '../interfirm/trades/submit-trades';
export type { ReceiptOptions, Trades } from '../interfirm/trades/trades';
export {
  dueDateOf,
  settlementDateOf,
  type AccountKind,
  type AuditedRead,
  type AuditInquiry,
  type AuditScope,
  type BreakCode,
  type CancellationAsked,
  type CancellationProblem,
  type CancellationProblemCode,
  type Confirmation,
  type CorrectedStatement,
  type DeclineReason,
  type Difference,
  type Doubt,
  type EntryWithoutEffect,
  type HeldInstrument,
  type InstructionName,
  type InstructionStatus,
  type InstructionsAsked,
  type ItemProblem,
  type LotName,
  type LotsAsked,
  type Movement,
  type NoEffectReason,
  type PageEntry,
  type PageReference,
  type Pair,
  type PairDay,
  type ShownTo,
  type Side,
  type StatementSource,
  type TradeProblem,
  type TradeProblemCode,
  type TradeReceipt,
} from '@jangbu/model';
