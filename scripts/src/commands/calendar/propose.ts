import { DateText } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { Option, type Command } from 'commander';
import { closingsOf, type Closing } from '../../calendar/closing';
import { gazetteHolidays } from '../../calendar/gazette';
import { tell } from '../../terminal/output';
import { asAdmin } from '../proposals/admin-options';
import { put, putToVoteWith } from '../proposals/put';
import { weekdayOf } from './calendar-text';
import { calendarVoteCommand, type VoteOptions } from './put-to-vote';
import { yearOf } from './year';

const ClosedDay = Type.Object({ date: DateText, reason: Type.String() });

/** The days that are put to the vote and how it stands; without a vote where there are none. */
const Output = Type.Union([
  putToVoteWith({ closings: Type.Array(ClosedDay, { minItems: 1 }) }),
  Type.Object({ closings: Type.Array(ClosedDay, { maxItems: 0 }) }),
]);

function titleOf(year: number, closings: readonly Closing[]): string {
  return `Closed days of ${year}: ${closings.length} to be added, by the gazette and the exchange's rules`;
}

async function propose(options: VoteOptions & { year: number }): Promise<void> {
  const { year } = options;
  const holidays = await gazetteHolidays(year);
  await asAdmin(options, async (ledger) => {
    const { parameters } = await ledger.consortium.parameters();
    const closings = closingsOf(year, holidays, parameters);
    if (closings.length === 0) {
      tell<typeof Output>(options, { closings }, `${year} is complete`);
      return;
    }
    const close = closings.map(({ date }) => date);
    await put(
      ledger,
      options,
      { title: titleOf(year, closings), actions: [{ kind: 'CHANGE_CALENDAR', close, open: [] }] },
      {
        fields: { closings },
        lines: closings.map(({ date, reason }) => `  ${date} ${weekdayOf(date)}  ${reason}`),
      },
    );
  });
}

/** `jangbu calendar propose`. */
export function proposeCalendarCommand(): Command {
  return calendarVoteCommand(
    'propose',
    "put a year's holidays by the gazette and the exchange's own closed days to the vote",
    Output,
  )
    .addOption(new Option('--year <year>', 'the year, YYYY').argParser(yearOf).makeOptionMandatory())
    .action(propose);
}
