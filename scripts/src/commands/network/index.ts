import { Command } from 'commander';
import { networkDownCommand } from './down';
import { networkListCommand } from './list';
import { networkLogsCommand } from './logs';
import { networkStatusCommand } from './status';
import { networkUpCommand } from './up';

/** `jangbu network`: the consortium's network on this machine. */
export function networkCommand(): Command {
  return new Command('network')
    .description("the consortium's network on this machine")
    .addCommand(networkUpCommand())
    .addCommand(networkDownCommand())
    .addCommand(networkStatusCommand())
    .addCommand(networkLogsCommand())
    .addCommand(networkListCommand());
}
