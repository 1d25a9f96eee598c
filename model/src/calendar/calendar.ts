const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const DAY_MS = 86_400_000;

/** Before it dates are written by agreement only (ISO 8601-1, 5.2.2.1); a database may not know a year 0 at all. */
const FIRST_YEAR = '1583';

/** Whether the text is a calendar date that exists, written `YYYY-MM-DD` (ISO 8601). */
export function isDate(text: string): boolean {
  if (!DATE.test(text) || text < FIRST_YEAR) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The date so many calendar days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The days on which the market does not open, weekends apart. */
export interface ClosedDays {
  /** Dates, `YYYY-MM-DD`. */
  readonly closedDays: readonly string[];
}

/** Whether the market opens on that date: no Saturday, no Sunday, no closed day. */
export function isBusinessDay(date: string, calendar: ClosedDays): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.closedDays.includes(date);
}

/**
 * The business day so many business days after a date (before it when negative). With zero it is
 * the date itself, or the next business day when the market is closed on it.
 *
 * @param date `YYYY-MM-DD`
 * @param count business days to go
 */
export function addBusinessDays(date: string, count: number, calendar: ClosedDays): string {
  const step = count < 0 ? -1 : 1;
  let at = date;
  while (count === 0 && !isBusinessDay(at, calendar)) at = addDays(at, 1);
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (isBusinessDay(at, calendar)) left -= 1;
  }
  return at;
}

/** The first business day after a date. */
export function nextBusinessDay(date: string, calendar: ClosedDays): string {
  return addBusinessDays(date, 1, calendar);
}
