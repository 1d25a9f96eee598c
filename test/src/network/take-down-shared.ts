import { takeDown, withProgress } from 'jangbu';
import { sharedNetwork } from './networks';

/** The shared network is stopped; its ledger stays for the next run. */
async function takeDownShared(): Promise<void> {
  const context = await sharedNetwork();
  await withProgress((progress) => takeDown(context, progress));
}

void takeDownShared();
