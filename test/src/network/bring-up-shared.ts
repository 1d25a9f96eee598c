import { bringUp, ensureOpenDay, supervisorId, withLedger, withProgress } from 'jangbu';
import { sharedPlace } from './places';

/** The shared network is up, constituted, and a business day is open. */
async function bringUpShared(): Promise<void> {
  const place = await sharedPlace();
  await withProgress((progress) => bringUp(place, progress));
  await withLedger(place, supervisorId(place.consortium), 'operator', ensureOpenDay);
}

void bringUpShared();
