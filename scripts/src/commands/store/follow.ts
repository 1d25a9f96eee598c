import type { Command } from 'commander';
import { Filled, fillStore } from './filling';
import { storeSubcommand, type StoreOptions } from './store-options';

/** `jangbu store follow`. */
export function followCommand(): Command {
  return storeSubcommand('follow', "bring the ledger's blocks in, until Ctrl-C", Filled).action(
    (options: StoreOptions) =>
      fillStore(options, 'follow', (store, ledger, signal) => store.follow(ledger, { signal })),
  );
}
