import type { Command } from 'commander';
import { Filled, fillStore } from './filling';
import { storeSubcommand, type StoreOptions } from './store-options';

/** `jangbu store rebuild`. */
export function rebuildCommand(): Command {
  return storeSubcommand(
    'rebuild',
    'empty it, and fill it anew from block zero to where it stood',
    Filled,
  ).action((options: StoreOptions) =>
    fillStore(options, 'rebuild', (store, ledger, signal) => store.rebuild(ledger, { signal })),
  );
}
