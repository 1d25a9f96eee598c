import { Command } from 'commander';
import { changeCalendarCommand } from './change';
import { cutOffsCommand } from './cut-offs';
import { proposeCalendarCommand } from './propose';
import { showCalendarCommand } from './show';

/** `jangbu calendar`: the days on which the market is closed, when trades settle, and the cut-offs of a day. */
export function calendarCommand(): Command {
  return new Command('calendar')
    .description('closed days, cut-offs and settlement rules: read, propose')
    .addCommand(showCalendarCommand())
    .addCommand(proposeCalendarCommand())
    .addCommand(changeCalendarCommand())
    .addCommand(cutOffsCommand());
}
