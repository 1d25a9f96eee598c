import { advice, untilInterrupted } from '@jangbu/network';
import { Command } from 'commander';
import colours from 'picocolors';
import { bringUp } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { say } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

async function up(options: NetworkOptions): Promise<void> {
  const context = await openNetworkContext(options);
  const { consortium } = context;
  for (const line of advice(consortium)) process.stderr.write(`${colours.yellow('note:')} ${line}\n`);
  await untilInterrupted((signal) => withProgress((progress) => bringUp(context, progress, signal)));
  say(`${consortium.members.length} members are up on channel ${consortium.channel}`);
}

/** `jangbu network up`. */
export function networkUpCommand(): Command {
  return withNetworkOptions(new Command('up'))
    .description('bring it up, with the ledger that it has; mends what is down')
    .action(up);
}
