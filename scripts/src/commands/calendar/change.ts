import type { Command } from 'commander';
import { dayActions, dayTitle } from '../../calendar/calendar-actions';
import { calendarVoteCommand, putToVote, type VoteOptions } from './put-to-vote';

async function change(options: VoteOptions & { close?: string[]; open?: string[] }): Promise<void> {
  const { close = [], open = [] } = options;
  const actions = dayActions(close, open);
  await putToVote(options, dayTitle(close, open), () => actions);
}

/** `jangbu calendar change`. */
export function changeCalendarCommand(): Command {
  return calendarVoteCommand(
    'change',
    'put days to the vote by hand: a holiday declared at short notice, or one taken back',
  )
    .option('--close <date...>', 'days to be closed, YYYY-MM-DD')
    .option('--open <date...>', 'closed days to be open again')
    .action(change);
}
