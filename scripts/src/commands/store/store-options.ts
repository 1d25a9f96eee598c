import { openReadModel, type ReadModel, type ReadModelPlace } from '@jangbu/client/read-model';
import type { TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { openLedgerContext, type LedgerContext } from '../../consortium/ledger-context';
import { memberCommand, type MemberOptions } from '../member-options';

export type StoreOptions = MemberOptions & {
  readonly store?: string;
  readonly database?: string;
};

/** A command on a member's read model. */
export function storeSubcommand(name: string, description: string, output: TSchema): Command {
  return memberCommand(name, description, output)
    .option('--store <folder>', "a folder for PGlite (default: in the member's own folder)")
    .option('--database <url>', 'a PostgreSQL server instead: postgres://user:password@host:port/database');
}

/** Where the read model is: a database by its URL, a folder, or the member's own folder. */
function placeOf(own: LedgerContext, { store, database }: StoreOptions): ReadModelPlace {
  if (database !== undefined) return { url: database };
  return { folder: store ?? own.keptIn('read-model') };
}

/** Opens a member's read model, does some work, and closes it. */
export async function withStore(
  options: StoreOptions,
  work: (store: ReadModel, own: LedgerContext) => Promise<void>,
): Promise<void> {
  const own = await openLedgerContext(options);
  await using store = await openReadModel(placeOf(own, options));
  await work(store, own);
}
