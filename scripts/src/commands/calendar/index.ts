import type { Action, Parameters } from '@jangbu/model';
import { Command } from 'commander';
import { cutOffActions, dayActions, dayTitle, type ChangedTimes } from '../../calendar/calendar-actions';
import { calendarJson, calendarText, weekdayOf } from './calendar-text';
import { closingsOf, type Closing } from '../../calendar/closing';
import { gazetteHolidays } from '../../calendar/gazette';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../business-day/open-day';
import { openPlace, withPlace, type PlaceOptions } from '../../consortium/network-context';
import { UsageError } from '../../terminal/failure';

/** The year that an option names. */
function yearOf(text: string): number {
  if (!/^[0-9]{4}$/.test(text)) throw new UsageError(`${text} is no year`);
  return Number(text);
}

async function show(options: PlaceOptions & { year?: string; json?: boolean }): Promise<void> {
  const year = options.year === undefined ? undefined : yearOf(options.year);
  const place = await openPlace(options);
  const { parameters } = await withLedger(place, supervisorId(place.consortium), 'operator', (ledger) =>
    ledger.consortium.parameters(),
  );
  process.stdout.write((options.json ? calendarJson : calendarText)(parameters, year));
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

/** Puts actions to the vote that follow from the parameters in force. */
async function putToVote(
  options: PlaceOptions & { as: string; json?: boolean },
  title: string,
  actionsFor: (parameters: Parameters) => Action[],
): Promise<void> {
  const place = await openPlace(options);
  await withLedger(place, options.as, 'admin', async (ledger) => {
    const actions = actionsFor((await ledger.consortium.parameters()).parameters);
    const { proposer, proposalId, proposal } = await ledger.consortium.propose({ title, actions });
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ proposer, proposalId, proposal, actions })}\n`
        : `${proposer}/${proposalId} ${proposal}\n`,
    );
  });
}

type VoteOptions = PlaceOptions & { as: string; json?: boolean };

async function change(options: VoteOptions & { close?: string[]; open?: string[] }): Promise<void> {
  const { close = [], open = [] } = options;
  const actions = dayActions(close, open);
  await putToVote(options, dayTitle(close, open), () => actions);
}

async function changeCutOffs(
  options: VoteOptions & ChangedTimes & { from: string; oneDay?: boolean },
): Promise<void> {
  const { from, opening, matching, settlement, close, oneDay } = options;
  const named = Object.entries({ opening, matching, settlement, close }).filter(([, time]) => time);
  const title = `Cut-offs ${oneDay ? 'on' : 'from'} ${from}: ${named.map((each) => each.join(' ')).join(', ')}`;
  await putToVote(options, title, (parameters) =>
    cutOffActions(from, Object.fromEntries(named), oneDay ? 'ONE_DAY' : 'ONWARDS', parameters),
  );
}

function withVoter(command: Command): Command {
  return withPlace(command)
    .requiredOption('--as <member>', 'the member for which you act (its admin identity is used)')
    .option('--json', 'as JSON');
}

/** `jangbu calendar`: the days on which the market is closed, when trades settle, and the cut-offs of a day. */
export function calendarCommand(): Command {
  const command = new Command('calendar').description(
    'closed days, cut-offs and settlement rules: read, propose',
  );
  withPlace(
    command.command('show').description('list settlement rules, cut-offs and closed days on the ledger'),
  )
    .option('--year <year>', 'closed days of one year only')
    .option('--json', 'as JSON')
    .action(show);
  withVoter(
    command
      .command('propose')
      .description("put a year's holidays by the gazette and the exchange's own closed days to the vote"),
  )
    .requiredOption('--year <year>', 'the year, YYYY')
    .action(propose);
  withVoter(
    command
      .command('change')
      .description('put days to the vote by hand: a holiday declared at short notice, or one taken back'),
  )
    .option('--close <date...>', 'days to be closed, YYYY-MM-DD')
    .option('--open <date...>', 'closed days to be open again')
    .action(change);
  withVoter(
    command
      .command('cut-offs')
      .description('put other cut-offs to the vote (HH:MM, Korean time); those not named stay as they are'),
  )
    .requiredOption('--from <date>', 'the first business day, YYYY-MM-DD')
    .option('--one-day', 'for that day only')
    .option('--opening <time>', 'the day opens')
    .option('--matching <time>', 'no trades are recorded and matched any more')
    .option('--settlement <time>', 'nothing settles any more')
    .option('--close <time>', 'the day closes')
    .action(changeCutOffs);
  return command;
}
