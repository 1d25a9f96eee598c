import { marketClosedDays, type ClosedDays } from '@jangbu/model';
import type { Holidays } from './gazette';

/** A day to be closed, and why. */
export interface Closing {
  readonly date: string;
  readonly reason: string;
}

/**
 * The days of a year that the calendar in force does not close yet: public holidays by the gazette, and
 * the exchange's own closed days. Days that the calendar closes besides stay as they are: members may
 * have voted for a day that the gazette does not know.
 */
export function closingsOf(year: number, holidays: Holidays, inForce: ClosedDays): Closing[] {
  return marketClosedDays(year, [...holidays.keys()])
    .filter((date) => !inForce.closedDays.includes(date))
    .map((date) => ({ date, reason: holidays.get(date) ?? "the exchange's own closed day" }));
}
