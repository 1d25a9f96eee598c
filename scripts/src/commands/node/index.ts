import { Command } from 'commander';
import { nodeLogsCommand } from './logs';
import { nodeRestartCommand } from './restart';
import { nodeStartCommand } from './start';
import { nodeStatusCommand } from './status';
import { nodeStopCommand } from './stop';
import { nodeUnitsCommand } from './units';

/** `jangbu node`: a member's own peers and consenters on this host. */
export function nodeCommand(): Command {
  return new Command('node')
    .description("a member's own peers and consenters on this host")
    .addCommand(nodeStartCommand())
    .addCommand(nodeStopCommand())
    .addCommand(nodeRestartCommand())
    .addCommand(nodeStatusCommand())
    .addCommand(nodeLogsCommand())
    .addCommand(nodeUnitsCommand());
}
