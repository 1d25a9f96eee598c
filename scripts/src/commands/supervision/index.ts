import { Command } from 'commander';
import { supervisionStatusCommand } from './status';
import { takeOverCommand } from './take-over';

/** `jangbu supervision`: handed over from one member to the next. */
export function supervisionCommand(): Command {
  return new Command('supervision')
    .description('supervision, after a vote has named another supervisor: what is taken over')
    .addCommand(supervisionStatusCommand())
    .addCommand(takeOverCommand());
}
