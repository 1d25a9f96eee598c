import { bringUp, ensureOpenDay, supervisorId, withLedger, withProgress } from 'jangbu';
import { sharedPlace } from './places';

/** Before the first test: the shared network is up, constituted, and a business day is open. */
export default async function up(): Promise<void> {
  const place = await sharedPlace();
  await withProgress((progress) => bringUp(place, progress));
  await withLedger(place, supervisorId(place.consortium), 'operator', ensureOpenDay);
}
