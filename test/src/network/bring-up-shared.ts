import { bringUp, ensureOpenDay, supervisorId, withLedger, withProgress } from 'jangbu';
import { sharedNetwork } from './networks';

/** The shared network is up, constituted, and a business day is open. */
async function bringUpShared(): Promise<void> {
  const context = await sharedNetwork();
  await withProgress((progress) => bringUp(context, progress));
  await withLedger(context, supervisorId(context.consortium), 'operator', ensureOpenDay);
}

void bringUpShared();
