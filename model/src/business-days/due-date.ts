import { addBusinessDays } from '../calendar/calendar';
import { calendarsSince, type DatedCalendar } from './calendar-history';
import type { InstrumentKind } from '../documents/instruments';
import type { SettlementRule } from '../documents/parameters';
import { settlementWindowOf } from './settlement-rules';

/** When a trade was made and when it was to settle, as its firms stated. */
export interface StatedDates {
  readonly tradeDate: string;
  readonly settlementDate: string;
}

/** What due dates are counted by: the calendar with its history, and the rules. */
export interface SettlementCalendar extends DatedCalendar {
  readonly settlementRules: readonly SettlementRule[];
}

/**
 * The business day on which something is due, which moves with the calendar when days are closed or
 * opened after its firms had counted them:
 *
 * - a settlement date that was the usual one (T+n) of its class by the calendar at the trade date, or by
 *   one since, stays T+n: its business days are counted again by the calendar in force;
 * - any other was agreed on as a date, and stays it;
 * - on a closed day nothing is due: the next business day is;
 * - nothing is due earlier than stated, since a firm may have counted on that day to get what it owes.
 *
 * @param kind the class of the instrument
 * @returns a business day of the calendar in force, not before the stated settlement date
 */
export function dueDateOf(
  { tradeDate, settlementDate }: StatedDates,
  kind: InstrumentKind,
  calendar: SettlementCalendar,
): string {
  const stated = addBusinessDays(settlementDate, 0, calendar);
  const calendars = calendarsSince(tradeDate, calendar);
  if (calendars.length === 1) return stated;
  const usual = calendars.map(
    (each) => settlementWindowOf(tradeDate, kind, calendar.settlementRules, each)?.usual,
  );
  const counted = usual.includes(settlementDate) ? usual.at(-1) : undefined;
  return counted !== undefined && counted > stated ? counted : stated;
}
