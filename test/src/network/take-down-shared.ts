import { takeDown, withProgress } from 'jangbu';
import { sharedPlace } from './places';

/** The shared network is stopped; its ledger stays for the next run. */
async function takeDownShared(): Promise<void> {
  const place = await sharedPlace();
  await withProgress((progress) => takeDown(place, progress));
}

void takeDownShared();
