import { dayTimeOf } from '@jangbu/model';
import { silent } from '@jangbu/network';
import { Command } from 'commander';
import { openNetworkOf } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { NetworkStatus } from '../../outputs/network';
import { EXIT } from '../../terminal/exit-codes';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';
import { statusTable } from './status-table';

async function showStatus(options: NetworkOptions & { json?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  const network = openNetworkOf(context, silent);
  const status = { ...(await network.status()), time: dayTimeOf(context.consortium) };
  tell<typeof NetworkStatus>(options, status, () =>
    network.exists
      ? statusTable(status)
      : `there is no network in ${context.stateDir} yet; \`jangbu network up\` makes one`,
  );
  if (status.running !== 'all') process.exitCode = EXIT.FAILED;
}

/** `jangbu network status`. */
export function networkStatusCommand(): Command {
  return withNetworkOptions(new Command('status'))
    .description('members, heights, lag, memory; exit 1 unless everything runs that is on this machine')
    .addOption(new JsonOption(NetworkStatus))
    .action(showStatus);
}
