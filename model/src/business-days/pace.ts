import { hasCome, koreanTimeOf, momentOf, type KoreanTime } from '../calendar/korean-time';
import type { Pace } from '../documents/parameters';
import type { DayMove } from '../requests/days';
import { cutOffOf, type DayTimes, type TimedMove } from './cut-offs';

/**
 * What holds where the members have settled nothing else. Clocks that are kept by NTP differ by less than a second, and
 * one that is not by less than a minute for weeks; half an hour is the shortest phase of the default cut-offs.
 */
export const DEFAULT_PACE: Pace = { tolerance: 60, othersAfter: 30 };

/** Who moves the business day: the supervisor, or any other member in its absence. */
export type Mover = 'SUPERVISOR' | 'OTHER';

/** From when on a mover may make a move that is due at a cut-off. */
function turnOf(cutOff: KoreanTime, mover: Mover, { pace = DEFAULT_PACE }: DayTimes): KoreanTime {
  if (mover === 'SUPERVISOR') return cutOff;
  return koreanTimeOf(new Date(momentOf(cutOff).getTime() + pace.othersAfter * 60_000));
}

/** A move that is due at its cut-off, and from when on a mover may make it. */
export function inTurn({ to, at }: TimedMove, mover: Mover, times: DayTimes): TimedMove {
  return { to, at: turnOf(at, mover, times) };
}

/** A move that a clock says is early. */
export interface EarlyMove {
  readonly cutOff: KoreanTime;
  readonly from: KoreanTime;
}

/** Whether a move is ahead of a clock, by more than the members tolerate; undefined when it is not. */
export function earlyMove(
  to: DayMove['to'],
  mover: Mover,
  times: DayTimes,
  now: Date,
): EarlyMove | undefined {
  const cutOff = cutOffOf(to, times);
  const from = turnOf(cutOff, mover, times);
  const { tolerance } = times.pace ?? DEFAULT_PACE;
  return now.getTime() + tolerance * 1000 < momentOf(from).getTime() ? { cutOff, from } : undefined;
}

/** Whether a business day's close has passed by a clock: then it is no first day of a ledger. */
export function isDayOver(date: string, times: DayTimes, now: Date): boolean {
  return hasCome(cutOffOf({ date, phase: 'CLOSED' }, times), koreanTimeOf(now));
}
