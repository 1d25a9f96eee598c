import { Command } from 'commander';
import { attestDayCommand } from './attest';
import { keepDayCommand } from './keep';
import { nextDayCommand } from './next';
import { sealCommand } from './seal';
import { showDayCommand } from './show';
import { moveDayCommand } from './to';

/** `jangbu day`: the business day, which the supervisor moves, or in its absence any member. */
export function dayCommand(): Command {
  return new Command('day')
    .description('the business day: read it, move it (as an operator)')
    .addCommand(showDayCommand())
    .addCommand(nextDayCommand())
    .addCommand(keepDayCommand())
    .addCommand(moveDayCommand())
    .addCommand(attestDayCommand())
    .addCommand(sealCommand());
}
