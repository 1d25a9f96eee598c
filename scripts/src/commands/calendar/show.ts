import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { asReader, memberCommand, type MemberOptions } from '../member-options';
import { Calendar, calendarOf, calendarText } from './calendar-text';
import { yearOf } from './year';

async function show(options: MemberOptions & { year?: number }): Promise<void> {
  const { parameters } = await asReader(options, (ledger) => ledger.consortium.parameters());
  tell<typeof Calendar>(options, calendarOf(parameters, options.year), () =>
    calendarText(parameters, options.year).trimEnd(),
  );
}

/** `jangbu calendar show`. */
export function showCalendarCommand(): Command {
  return memberCommand('show', 'list settlement rules, cut-offs and closed days on the ledger', Calendar)
    .option('--year <year>', 'closed days of one year only', yearOf)
    .action(show);
}
