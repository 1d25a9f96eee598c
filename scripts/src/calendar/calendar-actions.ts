import {
  addDays,
  cutOffsFaults,
  cutOffsListChecker,
  cutOffsOn,
  isDate,
  type Action,
  type CutOffs,
  type Parameters,
} from '@jangbu/model';
import { UsageError } from '../input/usage-error';

function requireDate(text: string): string {
  if (isDate(text)) return text;
  throw new UsageError(`${text} is no date: write YYYY-MM-DD`);
}

/**
 * What closes and opens days.
 *
 * @throws UsageError when nothing is named, a day in both lists, or what is no date
 */
export function dayActions(close: readonly string[], open: readonly string[]): Action[] {
  if (close.length + open.length === 0) throw new UsageError('name days to --close or to --open');
  const both = close.find((date) => open.includes(date));
  if (both) throw new UsageError(`${both} cannot be both closed and open`);
  return [{ kind: 'CHANGE_CALENDAR', close: close.map(requireDate), open: open.map(requireDate) }];
}

/** A proposal's title has room for the days themselves where they are so few. */
const DAYS_NAMED = 3;

/** What voters read of a change of closed days, on one line. */
export function dayTitle(close: readonly string[], open: readonly string[]): string {
  const named = (what: string, days: readonly string[]): string[] => {
    if (days.length === 0) return [];
    return [`${what} ${days.length <= DAYS_NAMED ? days.join(', ') : `${days.length} days`}`];
  };
  return [...named('close', close), ...named('open', open)].join('; ');
}

/** Times that are to be other than they are. */
export type ChangedTimes = Partial<Omit<CutOffs, 'from'>>;

function checked(cutOffs: CutOffs): Action {
  if (!cutOffsListChecker.fits([cutOffs])) {
    throw new UsageError("times are written HH:MM, by Korea's clocks, and the day YYYY-MM-DD");
  }
  const [fault] = cutOffsFaults([cutOffs]);
  if (fault) throw new UsageError(`a day ${fault.message}`);
  return { kind: 'SET_CUT_OFFS', cutOffs };
}

/**
 * What changes cut-offs; those that are not named stay as they are on that day.
 *
 * @param from the first business day
 * @param until `ONWARDS`, or `ONE_DAY` to return on the day after to what is in force on it now
 * @throws UsageError when no time is named, times are not written as such, or not in their order
 */
export function cutOffActions(
  from: string,
  changed: ChangedTimes,
  until: 'ONWARDS' | 'ONE_DAY',
  parameters: Parameters,
): Action[] {
  if (Object.keys(changed).length === 0) throw new UsageError('name a time to change');
  const on = (date: string): CutOffs => ({ ...cutOffsOn(date, parameters), from: date });
  const first = checked({ ...on(requireDate(from)), ...changed });
  return until === 'ONWARDS' ? [first] : [first, checked(on(addDays(from, 1)))];
}
