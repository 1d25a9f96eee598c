import { AbortedError, ReadModelError, type Ledger } from '@jangbu/client';
import { openStore, type Store, type StorePlace } from '@jangbu/client/store';
import { Command } from 'commander';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cancelledBySignals } from '../../cancel';
import { withLedger } from '../../consortium/connections';
import { deskRole } from '../../business-day/open-day';
import { openNetworkContext, withNetworkOptions, type NetworkContext, type NetworkOptions } from '../../consortium/network-context';
import { withProgress } from '../../terminal/progress';

/** So long after the database was away it is asked again how far it is. */
const AWAY_MS = 1000;

type StoreOptions = NetworkOptions & {
  readonly as: string;
  readonly folder?: string;
  readonly database?: string;
};

/** Where the read model is: a database by its URL, a folder, or the member's own folder in the state. */
function placeOf({ stateDir }: NetworkContext, { as, folder, database }: StoreOptions): StorePlace {
  if (database !== undefined) return { url: database };
  return { folder: folder ?? join(stateDir, 'members', as, 'read-model') };
}

/** Opens a member's read model, does some work, and closes it. */
async function withStore(
  options: StoreOptions,
  work: (store: Store, context: NetworkContext) => Promise<void>,
): Promise<void> {
  const context = await openNetworkContext(options);
  await using store = await openStore(placeOf(context, options));
  await work(store, context);
}

/** Works on a member's store and ledger until it is done or a signal ends it, telling how far it is. */
async function working(
  options: StoreOptions,
  phase: string,
  work: (store: Store, ledger: Ledger, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  await withStore(options, (store, context) =>
    cancelledBySignals((signal) =>
      withLedger(context, options.as, deskRole(context.consortium, options.as), (ledger) =>
        withProgress(async (progress) => {
          const ended = new AbortController();
          const telling = tell(store, AbortSignal.any([signal, ended.signal]), (text) => {
            progress({ phase, text });
          });
          try {
            await work(store, ledger, signal);
          } finally {
            ended.abort();
            await telling;
          }
        }),
      ),
    ),
  );
}

/** Tells how many blocks the store has, whenever there are more. That its database is away now and then is told, too. */
async function tell(store: Store, signal: AbortSignal, say: (text: string) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      const { next } = await store.checkpoint();
      say(`${next} blocks`);
      await store.waitFor(next, { signal });
    } catch (error) {
      if (error instanceof AbortedError) return;
      if (!(error instanceof ReadModelError) || !error.retryable) throw error;
      say(error.message);
      await wait(AWAY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function status(options: StoreOptions): Promise<void> {
  await withStore(options, async (store) => {
    const [{ next }, missing, digests] = [
      await store.checkpoint(),
      await store.missing(),
      await store.digests(),
    ];
    process.stdout.write(`${String(next)} blocks, ${missing} private documents missing\n`);
    for (const { table, rows, hash } of digests) process.stdout.write(`${table}\t${rows}\t${hash}\n`);
  });
}

const withMember = (command: Command): Command =>
  withNetworkOptions(command)
    .requiredOption(
      '--as <member>',
      "the member whose view it is (its trader identity is used, the supervisor's operator)",
    )
    .option('--folder <folder>', "a folder for PGlite (default: in the member's own folder)")
    .option('--database <url>', 'a PostgreSQL server instead: postgres://user:password@host:port/database');

/** `jangbu store`: a member's read model in SQL. */
export function storeCommand(): Command {
  const command = new Command('store').description("a member's own view of the ledger, in SQL");
  withMember(command.command('follow').description("bring the ledger's blocks in, until Ctrl-C")).action(
    (options: StoreOptions) =>
      working(options, 'follow', (store, ledger, signal) => store.follow(ledger, { signal })),
  );
  withMember(
    command.command('rebuild').description('empty it, and fill it anew from block zero to where it stood'),
  ).action((options: StoreOptions) =>
    working(options, 'rebuild', (store, ledger, signal) => store.rebuild(ledger, { signal })),
  );
  withMember(
    command.command('status').description('how far it is, and a row count and hash for each table'),
  ).action(status);
  return command.addHelpText(
    'after',
    [
      '',
      'A folder is open in one process at a time; a PostgreSQL database in any number. End it when you like:',
      'it goes on where it was. docs/read-model.md describes the tables (schema jangbu).',
    ].join('\n'),
  );
}
