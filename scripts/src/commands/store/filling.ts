import { setTimeout as wait } from 'node:timers/promises';
import { AbortedError, ReadModelError, type Ledger } from '@jangbu/client';
import type { ReadModel } from '@jangbu/client/read-model';
import { Amount } from '@jangbu/model';
import { untilInterrupted } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';
import { deskRole } from '../member-options';
import { withStore, type StoreOptions } from './store-options';

/** How many blocks are in the store. */
export const Filled = Type.Object({ blocks: Amount });

/** So long after the database was away it is asked again how far it is. */
const AWAY_MS = 1000;

/** Tells how many blocks the store has, whenever there are more. That its database is away now and then is told, too. */
async function tellBlocks(
  store: ReadModel,
  signal: AbortSignal,
  progress: (text: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const { next } = await store.checkpoint();
      progress(`${next} blocks`);
      await store.waitFor(next, { signal });
    } catch (error) {
      if (error instanceof AbortedError) return;
      if (!(error instanceof ReadModelError) || !error.retryable) throw error;
      progress(error.message);
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
  await withStore(options, async (store, own) => {
    const role = await deskRole(own);
    await untilInterrupted((signal) =>
      own.withLedger(role, (ledger) =>
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
    );
    if (options.json) tell<typeof Filled>(options, { blocks: (await store.checkpoint()).next }, '');
  });
}
