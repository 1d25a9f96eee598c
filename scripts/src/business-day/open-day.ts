import type { Ledger } from '@jangbu/client';
import { addBusinessDays, koreanTimeOf, type BusinessDay, type ClosedDays } from '@jangbu/model';

/** Today in Korea when the market opens today, else the next day on which it does. */
export function firstBusinessDay(now: Date, calendar: ClosedDays): string {
  return addBusinessDays(koreanTimeOf(now).date, 0, calendar);
}

/**
 * Opens the next business day; the first one when there is none yet. For the supervisor.
 *
 * @param supervisor a connection under the supervisor's operator identity
 */
export async function moveToNextDay(supervisor: Ledger): Promise<BusinessDay> {
  const current = await supervisor.days.current();
  if (current) return supervisor.days.openNext();
  const { parameters } = await supervisor.consortium.parameters();
  await supervisor.days.move({ date: firstBusinessDay(new Date(), parameters), phase: 'OPEN' });
  const opened = await supervisor.days.current();
  if (!opened) throw new RangeError('the day that was just opened is not there');
  return opened;
}

/** The business day in force, open; the first or the next one is opened when it is not. */
export async function ensureOpenDay(supervisor: Ledger): Promise<BusinessDay> {
  const current = await supervisor.days.current();
  return current?.phase === 'OPEN' ? current : moveToNextDay(supervisor);
}
