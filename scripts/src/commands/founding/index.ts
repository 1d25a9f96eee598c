import { Command } from 'commander';
import { makeFoundingCommand } from './make';
import { proposeSettingsCommand } from './propose';
import { recordFoundingCommand } from './record';
import { showFoundingCommand } from './show';

/** `jangbu founding`: the list on which members found a ledger, and what they put on it first. */
export function foundingCommand(): Command {
  return new Command('founding')
    .description('the founding list that all members agree on, and the first vote')
    .addCommand(makeFoundingCommand())
    .addCommand(showFoundingCommand())
    .addCommand(recordFoundingCommand())
    .addCommand(proposeSettingsCommand());
}
