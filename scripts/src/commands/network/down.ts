import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { takeDown } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

const Output = Type.Object({
  /** How many processes. */
  stopped: Type.Integer({ minimum: 0 }),
  purged: Type.Boolean(),
  state: Type.String(),
});

async function down(options: NetworkOptions & { purge?: boolean; json?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  const stopped = await withProgress((progress) =>
    takeDown(context, progress, { purge: options.purge ?? false }),
  );
  const rest = options.purge ? `; ${context.stateDir} is removed` : '; the ledger is kept';
  const told = { stopped, purged: options.purge ?? false, state: context.stateDir };
  tell<typeof Output>(options, told, `${stopped} processes stopped${rest}`);
}

/** `jangbu network down`. */
export function networkDownCommand(): Command {
  return withNetworkOptions(new Command('down'))
    .description('stop everything that `up` started')
    .option('--purge', 'remove the ledger, the keys and the logs, too')
    .addOption(new JsonOption(Output))
    .action(down);
}
