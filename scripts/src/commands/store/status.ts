import type { Command } from 'commander';
import { say } from '../../terminal/output';
import { storeSubcommand, withStore, type StoreOptions } from './store-options';

async function status(options: StoreOptions): Promise<void> {
  await withStore(options, async (store) => {
    const [{ next }, missing, digests] = [
      await store.checkpoint(),
      await store.missing(),
      await store.digests(),
    ];
    say(`${String(next)} blocks, ${missing} private documents missing`);
    for (const { table, rows, hash } of digests) say(`${table}\t${rows}\t${hash}`);
  });
}

/** `jangbu store status`. */
export function storeStatusCommand(): Command {
  return storeSubcommand('status', 'how far it is, and a row count and hash for each table').action(status);
}
