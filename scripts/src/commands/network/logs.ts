import { silent, untilInterrupted } from '@jangbu/network';
import { Command } from 'commander';
import { openNetworkOf } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { UsageError } from '../../input/usage-error';
import { countOf } from '../../input/whole-numbers';

async function logs(
  node: string,
  options: NetworkOptions & { lines: number; follow?: boolean },
): Promise<void> {
  const network = openNetworkOf(await openNetworkContext(options), silent);
  await untilInterrupted(async (signal) => {
    const request = { node, lines: options.lines, follow: options.follow ?? false, signal };
    for await (const text of network.logs(request)) process.stdout.write(text);
  });
}

/** @throws UsageError that names the option */
function linesOf(given: string): number {
  try {
    return countOf(given);
  } catch {
    throw new UsageError(`--lines takes a whole number, not '${given}'`);
  }
}

/** `jangbu network logs`. */
export function networkLogsCommand(): Command {
  return withNetworkOptions(new Command('logs'))
    .description("a node's log")
    .argument('<node>', "a node's name, or a member's id")
    .option('-n, --lines <count>', 'so many of the last lines', linesOf, 100)
    .option('-f, --follow', 'go on with what is written from now on')
    .action(logs);
}
