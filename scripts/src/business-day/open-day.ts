import type { Ledger } from '@jangbu/client';
import { addBusinessDays, koreanTimeOf, type BusinessDay, type ClosedDays } from '@jangbu/model';
import type { Consortium } from '@jangbu/network';
import type { Role } from '../consortium/connections';

/** Today in Korea when the market opens today, else the next day on which it does. */
export function firstBusinessDay(now: Date, calendar: ClosedDays): string {
  return addBusinessDays(koreanTimeOf(now).date, 0, calendar);
}

/** The supervisor's member id, by the consortium file. */
export function supervisorId(consortium: Consortium): string {
  const supervisor = consortium.members.find(({ roles }) => roles.includes('supervisor'));
  if (!supervisor) throw new RangeError('a consortium file names a supervisor');
  return supervisor.id;
}

/** Under which role a member reads and settles from day to day: the supervisor's operator sees what all firms have. */
export function deskRole(consortium: Consortium, member: string): Role {
  return member === supervisorId(consortium) ? 'operator' : 'trader';
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
