import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { storeSubcommand, withStore, type StoreOptions } from './store-options';

async function status(options: StoreOptions): Promise<void> {
  await withStore(options, async (store) => {
    const { next: blocks } = await store.checkpoint();
    const told = { blocks, missing: await store.missing(), tables: await store.digests() };
    tell(options, told, () =>
      [
        `${blocks} blocks, ${told.missing} private documents missing`,
        ...told.tables.map(({ table, rows, hash }) => `${table}\t${rows}\t${hash}`),
      ].join('\n'),
    );
  });
}

/** `jangbu store status`. */
export function storeStatusCommand(): Command {
  return storeSubcommand('status', 'how far it is, and a row count and hash for each table').action(status);
}
