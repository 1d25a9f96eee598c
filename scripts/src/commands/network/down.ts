import { Command } from 'commander';
import { takeDown } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

async function down(options: NetworkOptions & { purge?: boolean; json?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  const stopped = await withProgress((progress) =>
    takeDown(context, progress, { purge: options.purge ?? false }),
  );
  const rest = options.purge ? `; ${context.stateDir} is removed` : '; the ledger is kept';
  const told = { stopped, purged: options.purge ?? false, state: context.stateDir };
  tell(options, told, `${stopped} processes stopped${rest}`);
}

/** `jangbu network down`. */
export function networkDownCommand(): Command {
  return withNetworkOptions(new Command('down'))
    .description('stop everything that `up` started')
    .option('--purge', 'remove the ledger, the keys and the logs, too')
    .option('--json', 'as JSON')
    .action(down);
}
