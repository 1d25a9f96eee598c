import { join } from 'node:path';
import { openReadModel, type ReadModel, type ReadModelPlace } from '@jangbu/client/read-model';
import { Command } from 'commander';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkContext,
  type NetworkOptions,
} from '../../consortium/network-context';

export type StoreOptions = NetworkOptions & {
  readonly as: string;
  readonly folder?: string;
  readonly database?: string;
};

/** A command on a member's read model. */
export function storeSubcommand(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption(
      '--as <member>',
      "the member whose view it is (its trader identity is used, the supervisor's operator)",
    )
    .option('--folder <folder>', "a folder for PGlite (default: in the member's own folder)")
    .option('--database <url>', 'a PostgreSQL server instead: postgres://user:password@host:port/database');
}

/** Where the read model is: a database by its URL, a folder, or the member's own folder in the state. */
function placeOf({ stateDir }: NetworkContext, { as, folder, database }: StoreOptions): ReadModelPlace {
  if (database !== undefined) return { url: database };
  return { folder: folder ?? join(stateDir, 'members', as, 'read-model') };
}

/** Opens a member's read model, does some work, and closes it. */
export async function withStore(
  options: StoreOptions,
  work: (store: ReadModel, context: NetworkContext) => Promise<void>,
): Promise<void> {
  const context = await openNetworkContext(options);
  await using store = await openReadModel(placeOf(context, options));
  await work(store, context);
}
