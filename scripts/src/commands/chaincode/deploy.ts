import { untilInterrupted } from '@jangbu/network';
import { Command } from 'commander';
import { networkUp, packageFor } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { say } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

async function deploy(options: NetworkOptions): Promise<void> {
  const context = await openNetworkContext(options);
  await untilInterrupted((signal) => withProgress((progress) => networkUp(context, progress, signal)));
  const { id } = await packageFor(context);
  say(`${id} is deployed`);
}

/** `jangbu chaincode deploy`. */
export function deployChaincodeCommand(): Command {
  return withNetworkOptions(new Command('deploy'))
    .description('install, approve by each member, commit by majority; another package is an upgrade')
    .action(deploy);
}
