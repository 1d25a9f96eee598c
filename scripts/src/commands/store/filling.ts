import { untilInterrupted } from '@jangbu/network';
import { setTimeout as wait } from 'node:timers/promises';
import { AbortedError, ReadModelError, type Ledger } from '@jangbu/client';
import type { ReadModel } from '@jangbu/client/read-model';
import { withLedger } from '../../consortium/connections';
import { deskRole } from '../../consortium/members';
import { withProgress } from '../../terminal/progress';
import { withStore, type StoreOptions } from './store-options';

/** So long after the database was away it is asked again how far it is. */
const AWAY_MS = 1000;

/** Tells how many blocks the store has, whenever there are more. That its database is away now and then is told, too. */
async function tellBlocks(
  store: ReadModel,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const { next } = await store.checkpoint();
      tell(`${next} blocks`);
      await store.waitFor(next, { signal });
    } catch (error) {
      if (error instanceof AbortedError) return;
      if (!(error instanceof ReadModelError) || !error.retryable) throw error;
      tell(error.message);
      await wait(AWAY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Fills a member's store from its ledger until that is done or a signal ends it, telling how far it is. */
export async function fillStore(
  options: StoreOptions,
  phase: string,
  fill: (store: ReadModel, ledger: Ledger, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  await withStore(options, (store, context) =>
    untilInterrupted((signal) =>
      withLedger(context, options.as, deskRole(context.consortium, options.as), (ledger) =>
        withProgress(async (progress) => {
          const ended = new AbortController();
          const telling = tellBlocks(store, AbortSignal.any([signal, ended.signal]), (text) => {
            progress({ phase, text });
          });
          try {
            await fill(store, ledger, signal);
          } finally {
            ended.abort();
            await telling;
          }
        }),
      ),
    ),
  );
}
