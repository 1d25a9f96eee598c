import { addDays, isBusinessDay } from './calendar';
import { order } from '../format/order';

/** No closed day but the weekends. */
const WEEKENDS_ONLY = { closedDays: [] };

/**
 * The days of a year on which the Korea Exchange closes by its own rules, whatever the gazette says: 1
 * May, and 31 December or the last weekday before it. A 1 May at a weekend is left out: the market is
 * closed on it anyway.
 *
 * @returns dates, `YYYY-MM-DD`, sorted
 */
export function exchangeClosedDays(year: number): string[] {
  const labourDay = `${year}-05-01`;
  let yearEnd = `${year}-12-31`;
  while (!isBusinessDay(yearEnd, WEEKENDS_ONLY)) yearEnd = addDays(yearEnd, -1);
  return isBusinessDay(labourDay, WEEKENDS_ONLY) ? [labourDay, yearEnd] : [yearEnd];
}

/**
 * All days of a year on which the market is closed, weekends apart: public holidays and the exchange's
 * own closed days.
 *
 * @param holidays the year's public holidays, `YYYY-MM-DD`; those at a weekend may stand among them
 * @returns each date once, sorted: what the governed calendar holds
 */
export function marketClosedDays(year: number, holidays: readonly string[]): string[] {
  const days = [...new Set([...holidays, ...exchangeClosedDays(year)])];
  return days.filter((day) => isBusinessDay(day, WEEKENDS_ONLY)).sort(order);
}
