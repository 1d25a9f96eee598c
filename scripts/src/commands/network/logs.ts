import { silent, untilInterrupted } from '@jangbu/network';
import { Command } from 'commander';
import { openNetworkOf } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { withLogOptions, writeLog, type LogOptions } from '../log-options';

async function logs(node: string, options: NetworkOptions & LogOptions): Promise<void> {
  const network = openNetworkOf(await openNetworkContext(options), silent);
  await untilInterrupted(async (signal) => {
    const request = { node, lines: options.lines, follow: options.follow ?? false, signal };
    await writeLog(network.logs(request));
  });
}

/** `jangbu network logs`. */
export function networkLogsCommand(): Command {
  return withLogOptions(withNetworkOptions(new Command('logs')))
    .description("a node's log")
    .argument('<node>', "a node's name, or a member's id")
    .action(logs);
}
