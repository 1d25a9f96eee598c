import { DEFAULT_CUT_OFFS, type Parameters } from '@jangbu/model';
import { Command } from 'commander';
import { closingsOf, type Closing } from '../calendar/closing';
import { gazetteHolidays } from '../calendar/gazette';
import { withLedger } from '../connections';
import { supervisorId } from '../day/business-day';
import { openPlace, withPlace, type PlaceOptions } from '../place';
import { UsageError } from '../terminal/failure';
import { table } from '../terminal/table';

/** The year that an option names. */
function yearOf(text: string): number {
  if (!/^[0-9]{4}$/.test(text)) throw new UsageError(`${text} is no year`);
  return Number(text);
}

function weekdayOf(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
}

function rulesShown({ settlementRules }: Parameters): string {
  const columns = ['class', 'from', 'settles', 'or as agreed'].map((title) => ({ title }));
  const rows = settlementRules.map(({ kind, from, cycle, window }) => [
    kind,
    from,
    `T+${cycle}`,
    window ? `T+${window.earliest} to T+${window.latest}` : '',
  ]);
  return table(columns, rows);
}

function cutOffsShown({ cutOffs }: Parameters): string {
  const columns = ['from', 'opens', 'matching closes', 'settlement closes', 'closes'].map((title) => ({
    title,
  }));
  const inForce = cutOffs && cutOffs.length > 0 ? cutOffs : [{ from: 'by default', ...DEFAULT_CUT_OFFS }];
  const rows = inForce.map(({ from, opening, matching, settlement, close }) => [
    from,
    opening,
    matching,
    settlement,
    close,
  ]);
  return table(columns, rows);
}

/** A closed day, and when it was declared if that was not before the first business day. */
function closedDayShown(date: string, { calendarChanges = [] }: Parameters): string {
  const change = calendarChanges.findLast((each) => each.date === date);
  return `  ${date} ${weekdayOf(date)}${change ? `  declared on ${change.declared}` : ''}`;
}

/** Days that were closed and are open again. */
function takenBackShown(
  { calendarChanges = [], closedDays }: Parameters,
  isShown: (date: string) => boolean,
) {
  const latest = new Map(calendarChanges.map((change) => [change.date, change]));
  return [...latest.values()]
    .filter(({ date, to }) => to === 'OPEN' && !closedDays.includes(date) && isShown(date))
    .map(({ date, declared }) => `  ${date} ${weekdayOf(date)}  open again, declared on ${declared}`);
}

async function show(options: PlaceOptions & { year?: string; json?: boolean }): Promise<void> {
  const year = options.year === undefined ? undefined : yearOf(options.year);
  const place = await openPlace(options);
  const { parameters } = await withLedger(place, supervisorId(place.consortium), 'operator', (ledger) =>
    ledger.consortium.parameters(),
  );
  const isShown = (date: string): boolean => year === undefined || date.startsWith(`${year}-`);
  const closedDays = parameters.closedDays.filter(isShown).sort();
  if (options.json) {
    const { settlementRules, cutOffs = [], calendarChanges = [] } = parameters;
    const shown = {
      closedDays,
      settlementRules,
      cutOffs,
      calendarChanges: calendarChanges.filter(({ date }) => isShown(date)),
    };
    process.stdout.write(`${JSON.stringify(shown)}\n`);
    return;
  }
  const days = closedDays.map((date) => closedDayShown(date, parameters));
  const text = [
    rulesShown(parameters),
    '',
    'cut-offs, Korean time:',
    cutOffsShown(parameters),
    '',
    'closed, weekends apart:',
    ...days,
    ...takenBackShown(parameters, isShown),
    '',
  ];
  process.stdout.write(text.join('\n'));
}

function titleOf(year: number, closings: readonly Closing[]): string {
  return `Closed days of ${year}: ${closings.length} to be added, by the gazette and the exchange's rules`;
}

async function propose(options: PlaceOptions & { as: string; year: string; json?: boolean }): Promise<void> {
  const year = yearOf(options.year);
  const holidays = await gazetteHolidays(year);
  const place = await openPlace(options);
  await withLedger(place, options.as, 'admin', async (ledger) => {
    const { parameters } = await ledger.consortium.parameters();
    const closings = closingsOf(year, holidays, parameters);
    if (closings.length === 0) {
      process.stdout.write(options.json ? `${JSON.stringify({ closings })}\n` : `${year} is complete\n`);
      return;
    }
    const close = closings.map(({ date }) => date);
    const { proposer, proposalId, proposal } = await ledger.consortium.propose({
      title: titleOf(year, closings),
      actions: [{ kind: 'CHANGE_CALENDAR', close, open: [] }],
    });
    if (options.json)
      process.stdout.write(`${JSON.stringify({ proposer, proposalId, proposal, closings })}\n`);
    else {
      const days = closings.map(({ date, reason }) => `  ${date} ${weekdayOf(date)}  ${reason}`);
      process.stdout.write([...days, `${proposer}/${proposalId} ${proposal}`, ''].join('\n'));
    }
  });
}

/** `jangbu calendar`: the days on which the market is closed, and when trades settle. */
export function calendarCommand(): Command {
  const command = new Command('calendar').description('closed days and settlement rules: read, propose');
  withPlace(
    command.command('show').description('list settlement rules, cut-offs and closed days on the ledger'),
  )
    .option('--year <year>', 'closed days of one year only')
    .option('--json', 'as JSON')
    .action(show);
  withPlace(
    command
      .command('propose')
      .description("put a year's holidays by the gazette and the exchange's own closed days to the vote"),
  )
    .requiredOption('--year <year>', 'the year, YYYY')
    .requiredOption('--as <member>', 'the member for which you act (its admin identity is used)')
    .option('--json', 'as JSON')
    .action(propose);
  return command;
}
