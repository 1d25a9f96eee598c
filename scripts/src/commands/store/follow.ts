import type { Command } from 'commander';
import { fillStore } from './filling';
import { storeSubcommand, type StoreOptions } from './store-options';

/** `jangbu store follow`. */
export function followCommand(): Command {
  return storeSubcommand('follow', "bring the ledger's blocks in, until Ctrl-C").action(
    (options: StoreOptions) =>
      fillStore(options, 'follow', (store, ledger, signal) => store.follow(ledger, { signal })),
  );
}
