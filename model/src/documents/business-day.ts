import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { closed, Count, DateText, oneOf } from '../schema/fields';

export const Phase = oneOf('OPEN', 'RESERVATION_CLOSED', 'SETTLEMENT_CLOSED', 'MATCHING_CLOSED', 'CLOSED');
export type Phase = Static<typeof Phase>;

/** The phases of a business day, in their order. */
export const PHASES = [
  'OPEN',
  'RESERVATION_CLOSED',
  'SETTLEMENT_CLOSED',
  'MATCHING_CLOSED',
  'CLOSED',
] as const satisfies readonly Phase[];

/** While trades are stated and matched. */
export const MATCHING_PHASES = ['OPEN', 'RESERVATION_CLOSED', 'SETTLEMENT_CLOSED'] as const;

/** Until settlement closes. */
export const SETTLING_PHASES = ['OPEN', 'RESERVATION_CLOSED'] as const;

/** Once settlement has closed for the day. */
export const SETTLED_PHASES = ['SETTLEMENT_CLOSED', 'MATCHING_CLOSED', 'CLOSED'] as const;

/** The business day in force. Every private write reads it, and so dies with it. */
export const BusinessDay = closed({
  type: Type.Literal('business-day'),
  version: Type.Literal(1),
  date: DateText,
  phase: Phase,
  /** Counts the moves since the founding, from 1: no two states of the record are alike. */
  sequence: Count,
});
export type BusinessDay = Static<typeof BusinessDay>;

/** Written when a business day closes, for good: which dates were business days of this ledger. */
export const ClosedDay = closed({
  type: Type.Literal('closed-day'),
  version: Type.Literal(1),
  date: DateText,
  /** Of the move that closed it. */
  sequence: Type.Integer({ minimum: 1 }),
});
export type ClosedDay = Static<typeof ClosedDay>;
export const closedDayChecker = new Checker(ClosedDay);
export const businessDayChecker = new Checker(BusinessDay);
