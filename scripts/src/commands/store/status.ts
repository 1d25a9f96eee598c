import { Amount, Sha256Hex } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { storeSubcommand, withStore, type StoreOptions } from './store-options';

const Count = Type.Integer({ minimum: 0 });

const Output = Type.Object({
  blocks: Amount,
  missing: Count,
  tables: Type.Array(Type.Object({ table: Type.String(), rows: Count, hash: Sha256Hex })),
});

async function status(options: StoreOptions): Promise<void> {
  await withStore(options, async (store) => {
    const { next: blocks } = await store.checkpoint();
    const told = { blocks, missing: await store.missing(), tables: await store.digests() };
    tell<typeof Output>(options, told, () =>
      [
        `${blocks} blocks, ${told.missing} private documents missing`,
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
