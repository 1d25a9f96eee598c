import { bringUp, deployContracts, ensureOpenDay, supervisorId, withLedger, withProgress } from 'jangbu';
import { sharedNetwork } from './networks';

/** The shared network is up, constituted, and a business day is open. */
async function bringUpShared(): Promise<void> {
  const context = await sharedNetwork();
  const { otherAtHand } = await withProgress((progress) => bringUp(context, progress));
  // What is tested are the contracts as they are now, on the ledger that is kept from run to run.
  if (otherAtHand !== undefined) await withProgress((progress) => deployContracts(context, progress));
  await withLedger(context, supervisorId(context.consortium), 'operator', ensureOpenDay);
}

void bringUpShared();
