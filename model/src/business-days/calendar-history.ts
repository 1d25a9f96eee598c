import type { ClosedDays } from '../calendar/calendar';
import type { CalendarChange } from '../documents/parameters';
import { order } from '../format/order';

/** The closed days in force, and the votes by which they came to be so. */
export interface DatedCalendar extends ClosedDays {
  /** Changes since the first business day, oldest first. */
  readonly calendarChanges?: readonly CalendarChange[];
}

/** The closed days as they stood before those changes, which are undone from the latest back. */
function without(changes: readonly CalendarChange[], { closedDays }: ClosedDays): ClosedDays {
  const days = new Set(closedDays);
  for (const { date, to } of [...changes].reverse()) {
    if (to === 'CLOSED') days.delete(date);
    else days.add(date);
  }
  return { closedDays: [...days].sort(order) };
}

/**
 * The calendar as it was known at the end of a day.
 *
 * @param date `YYYY-MM-DD`; later than every change, it is the calendar in force
 */
export function calendarKnownOn(date: string, calendar: DatedCalendar): ClosedDays {
  const later = (calendar.calendarChanges ?? []).filter(({ declared }) => declared > date);
  return later.length === 0 ? calendar : without(later, calendar);
}

/**
 * Every calendar by which two firms may have counted days for a trade: the one that stood when its
 * trade date began, and each that a vote has made since (on that day, too: nobody can tell whether the
 * firms agreed before the vote or after it).
 *
 * @returns oldest first; the last one is the calendar in force
 */
export function calendarsSince(tradeDate: string, calendar: DatedCalendar): readonly ClosedDays[] {
  const since = (calendar.calendarChanges ?? []).filter(({ declared }) => declared >= tradeDate);
  if (since.length === 0) return [calendar];
  const votes = [...new Set(since.map(({ declared }) => declared))].sort(order);
  return [without(since, calendar), ...votes.map((day) => calendarKnownOn(day, calendar))];
}

/**
 * What a vote has changed of a calendar.
 *
 * @param declared the business day on which the vote was carried, `YYYY-MM-DD`
 * @returns one change for each day that closes or opens, sorted by day
 */
export function calendarChangesBetween(
  before: ClosedDays,
  after: ClosedDays,
  declared: string,
): CalendarChange[] {
  const [was, is] = [new Set(before.closedDays), new Set(after.closedDays)];
  const change = (to: CalendarChange['to']) => (date: string) => ({ date, to, declared });
  return [
    ...after.closedDays.filter((date) => !was.has(date)).map(change('CLOSED')),
    ...before.closedDays.filter((date) => !is.has(date)).map(change('OPEN')),
  ].sort((a, b) => order(a.date, b.date));
}
