import { existsSync } from 'node:fs';
import { silent } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { openNetworkOf, takeDown } from '../../consortium/bring-up';
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
  const { stateDir: state } = context;
  const purge = options.purge ?? false;
  if (!openNetworkOf(context, silent).exists) {
    const nothing = purge ? 'nothing is removed' : 'nothing is stopped';
    // A folder that is not ours is refused, and one in which an `up` left but its lock is cleared away.
    if (existsSync(state)) await takeDown(context, silent, { purge });
    tell<typeof Output>(
      options,
      { stopped: 0, purged: false, state },
      `there is no network in ${state}: ${nothing}`,
    );
    return;
  }
  const stopped = await withProgress((progress) => takeDown(context, progress, { purge }));
  const rest = purge ? `; ${state} is removed` : '; the ledger is kept';
  tell<typeof Output>(options, { stopped, purged: purge, state }, `${stopped} processes stopped${rest}`);
}

/** `jangbu network down`. */
export function networkDownCommand(): Command {
  return withNetworkOptions(new Command('down'))
    .description('stop everything that `up` started')
    .option('--purge', 'remove the ledger, the keys and the logs, too')
    .addOption(new JsonOption(Output))
    .action(down);
}
