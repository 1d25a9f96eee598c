import { addBusinessDays, type ClosedDays } from '@jangbu/model';
import type { StatementRow } from 'jangbu';

const compact = (date: string): string => date.replaceAll('-', '');

/** How many business days lie from one date to a later one (negative to an earlier one). */
function businessDaysBetween(from: string, to: string, calendar: ClosedDays): number {
  const step = to < from ? -1 : 1;
  let count = 0;
  for (let at = from; step > 0 ? at < to : at > to; at = addBusinessDays(at, step, calendar)) count += step;
  return count;
}

/**
 * Moves a line of a trade file to another trade date. The settlement date keeps its distance in
 * business days, and where the UTI spells the trade date it spells the new one: the same file can
 * be traded again on every business day.
 *
 * @param row the line as the file has it
 * @param tradeDate the new trade date, a business day, `YYYY-MM-DD`
 */
export function redate(row: StatementRow, tradeDate: string, calendar: ClosedDays): StatementRow {
  const distance = businessDaysBetween(row.trade_date, row.settlement_date, calendar);
  return {
    ...row,
    uti: redateUti(row.uti, row.trade_date, tradeDate),
    trade_date: tradeDate,
    settlement_date: distance === 0 ? tradeDate : addBusinessDays(tradeDate, distance, calendar),
  };
}

/** The UTI with the one date that it spells after its LEI replaced by another; unchanged where it spells none. */
export function redateUti(uti: string, from: string, to: string): string {
  return uti.slice(0, 20) + uti.slice(20).replace(compact(from), compact(to));
}
