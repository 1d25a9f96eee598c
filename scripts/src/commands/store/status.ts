import { Amount, Sha256Hex } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { storeSubcommand, withStore, type StoreOptions } from './store-options';

const Count = Type.Integer({ minimum: 0 });

const Output = Type.Object({
  blocks: Amount,
  missing: Count,
  unread: Type.Array(Type.Object({ kind: Type.String(), name: Type.String(), blockNumber: Amount })),
  tables: Type.Array(Type.Object({ table: Type.String(), rows: Count, hash: Sha256Hex })),
});

async function status(options: StoreOptions): Promise<void> {
  await withStore(options, async (store) => {
    const { next: blocks } = await store.checkpoint();
    const told = {
      blocks,
      missing: await store.missing(),
      unread: await store.unread(),
      tables: await store.digests(),
    };
    tell<typeof Output>(options, told, () =>
      [
        `${blocks} blocks, ${told.missing} private documents missing`,
        ...told.unread.map(
          ({ kind, name, blockNumber }) =>
            `cannot be read by this version: ${kind} ${name}, in block ${blockNumber}; a newer one reads the ledger anew`,
        ),
        ...told.tables.map(({ table, rows, hash }) => `${table}\t${rows}\t${hash}`),
      ].join('\n'),
    );
  });
}

/** `jangbu store status`. */
export function storeStatusCommand(): Command {
  return storeSubcommand('status', 'how far it is, and a row count and hash for each table', Output).action(
    status,
  );
}
