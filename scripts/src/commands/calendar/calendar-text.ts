import { CalendarChange, CutOffs, DEFAULT_CUT_OFFS, DEFAULT_PACE, Pace, Parameters } from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import { table } from '../../terminal/table';

/** The day of the week, in short. */
export function weekdayOf(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
}

function columns(...titles: readonly string[]): { readonly title: string }[] {
  return titles.map((title) => ({ title }));
}

function rulesText({ settlementRules }: Parameters): string {
  const rows = settlementRules.map(({ kind, from, cycle, window }) => [
    kind,
    from,
    `T+${cycle}`,
    window ? `T+${window.earliest} to T+${window.latest}` : '',
  ]);
  return table(columns('class', 'from', 'settles', 'or as agreed'), rows);
}

function cutOffsText({ cutOffs = [] }: Parameters): string {
  const listed = cutOffs.length > 0 ? cutOffs : [{ from: 'by default', ...DEFAULT_CUT_OFFS }];
  const rows = [...listed]
    .sort((a, b) => a.from.localeCompare(b.from))
    .map((each) => [each.from, each.opening, each.reservation, each.settlement, each.matching, each.close]);
  const titles = ['from', 'opens', 'reservation closes', 'settlement closes', 'matching closes', 'closes'];
  return table(columns(...titles), rows);
}

function paceText({ pace = DEFAULT_PACE }: Parameters): string {
  const { tolerance, othersAfter } = pace;
  return `moves of the day are signed from ${tolerance} s before a cut-off on; ${othersAfter} min after it any member's operator may make them`;
}

/** The latest change of each day, of those days that are shown. */
function latestChanges({ calendarChanges = [] }: Parameters) {
  return new Map(calendarChanges.map((change) => [change.date, change]));
}

/** Days of a year, or all. */
function ofYear(dates: readonly string[], year: number | undefined): string[] {
  return dates.filter((date) => year === undefined || date.startsWith(`${year}-`)).sort();
}

function daysText(parameters: Parameters, year: number | undefined): string[] {
  const changes = latestChanges(parameters);
  const closed = new Set(parameters.closedDays);
  return ofYear([...new Set([...closed, ...changes.keys()])], year).map((date) => {
    const change = changes.get(date);
    const declared = change
      ? `  ${closed.has(date) ? '' : 'open again, '}declared on ${change.declared}`
      : '';
    return `  ${date} ${weekdayOf(date)}${declared}`;
  });
}

/**
 * The calendar as a person reads it: settlement rules, cut-offs, and closed days, each with the business day
 * on which it was declared if that was not before the first one.
 *
 * @param year closed days of that year only; of all when undefined
 */
export function calendarText(parameters: Parameters, year: number | undefined): string {
  return [
    rulesText(parameters),
    '',
    'cut-offs, Korean time:',
    cutOffsText(parameters),
    paceText(parameters),
    '',
    'closed, weekends apart:',
    ...daysText(parameters, year),
    '',
  ].join('\n');
}

const { closedDays, settlementRules } = Parameters.properties;

/** The calendar as programs get it. */
export const Calendar = Type.Object({
  closedDays,
  settlementRules,
  cutOffs: Type.Array(CutOffs),
  pace: Pace,
  calendarChanges: Type.Array(CalendarChange),
});

/** The same as {@link calendarText}, for programs. */
export function calendarOf(parameters: Parameters, year: number | undefined): Static<typeof Calendar> {
  const { settlementRules, cutOffs = [], pace = DEFAULT_PACE, calendarChanges = [] } = parameters;
  const shown = new Set(ofYear([...parameters.closedDays, ...calendarChanges.map(({ date }) => date)], year));
  return {
    closedDays: ofYear(parameters.closedDays, year),
    settlementRules,
    cutOffs,
    pace,
    calendarChanges: calendarChanges.filter(({ date }) => shown.has(date)),
  };
}
