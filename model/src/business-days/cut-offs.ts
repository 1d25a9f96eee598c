import { addBusinessDays, nextBusinessDay, type ClosedDays } from '../calendar/calendar';
import { type BusinessDay, type Phase, PHASES } from '../documents/business-day';
import type { CutOffs, Pace } from '../documents/parameters';
import type { DayMove } from '../requests/days';
import { hasCome, type KoreanTime } from '../calendar/korean-time';

/** What holds where the members have settled nothing else. */
export const DEFAULT_CUT_OFFS: Omit<CutOffs, 'from'> = {
  opening: '08:30',
  reservation: '15:15',
  settlement: '15:45',
  matching: '16:30',
  close: '18:00',
};

/** The calendar, the cut-offs and the pace of the parameters in force. */
export interface DayTimes extends ClosedDays {
  readonly cutOffs?: readonly CutOffs[];
  readonly pace?: Pace;
}

/** The cut-offs of a business day: those that began last by then, or else the default ones. */
export function cutOffsOn(date: string, { cutOffs = [] }: DayTimes): Omit<CutOffs, 'from'> {
  return cutOffs.reduce<Omit<CutOffs, 'from'> & { readonly from?: string }>(
    (latest, each) => (each.from <= date && each.from >= (latest.from ?? '') ? each : latest),
    DEFAULT_CUT_OFFS,
  );
}

/** By which cut-off a phase begins. */
const BEGINS: Readonly<Record<Phase, keyof typeof DEFAULT_CUT_OFFS>> = {
  OPEN: 'opening',
  RESERVATION_CLOSED: 'reservation',
  SETTLEMENT_CLOSED: 'settlement',
  MATCHING_CLOSED: 'matching',
  CLOSED: 'close',
};

/** Something that cut-offs cannot say together, and the place of the one that says it, from zero. */
export interface CutOffsFault {
  readonly position: number;
  readonly message: string;
}

/** What is wrong with cut-offs that fit their schema; empty when a day can be kept by them. */
export function cutOffsFaults(cutOffs: readonly CutOffs[]): CutOffsFault[] {
  const seen = new Set<string>();
  return cutOffs.flatMap((each, position): CutOffsFault[] => {
    if (seen.has(each.from)) return [{ position, message: `is a second entry from ${each.from}` }];
    seen.add(each.from);
    const times = PHASES.map((phase) => each[BEGINS[phase]]);
    const inOrder = times.every((time, i) => i === 0 || (times[i - 1] ?? '') < time);
    const message = `must go from ${PHASES.map((phase) => BEGINS[phase]).join(' over ')}`;
    return inOrder ? [] : [{ position, message }];
  });
}

/** A move of the business day, and from when on it is due. */
export interface TimedMove {
  readonly to: DayMove['to'];
  readonly at: KoreanTime;
}

/** When a phase of a business day begins. */
export function cutOffOf({ date, phase }: DayMove['to'], times: DayTimes): KoreanTime {
  return { date, time: cutOffsOn(date, times)[BEGINS[phase]] };
}

function moveTo(to: DayMove['to'], times: DayTimes): TimedMove {
  return { to, at: cutOffOf(to, times) };
}

/** The first business day of a ledger: today, unless the market is closed or the day's close has passed. */
function firstDay({ date, time }: KoreanTime, times: DayTimes): string {
  const today = addBusinessDays(date, 0, times);
  const isOver = today === date && time >= cutOffsOn(today, times).close;
  return isOver ? nextBusinessDay(today, times) : today;
}

/**
 * The move of the business day that comes next, and when. The ledger leaves out no business day and no
 * phase, so after an outage every one that was missed is due at once, one after the other.
 *
 * @param day the business day in force, null before the first one
 * @param now what Korea's clocks show; it decides which day is the first one, and nothing else
 */
export function nextDayMove(day: BusinessDay | null, times: DayTimes, now: KoreanTime): TimedMove {
  if (!day) return moveTo({ date: firstDay(now, times), phase: 'OPEN' }, times);
  const phase = PHASES[PHASES.indexOf(day.phase) + 1];
  return phase
    ? moveTo({ date: day.date, phase }, times)
    : moveTo({ date: nextBusinessDay(day.date, times), phase: 'OPEN' }, times);
}

/** Whether a move is due. */
export function isDue({ at }: TimedMove, now: KoreanTime): boolean {
  return hasCome(at, now);
}
