import { takeDown, withProgress } from 'jangbu';
import { sharedPlace } from './places';

/** After the last test: nothing is left running, unless `JANGBU_KEEP_NETWORK` asks for it. */
export default async function down(): Promise<void> {
  if (process.env['JANGBU_KEEP_NETWORK']) return;
  const place = await sharedPlace();
  await withProgress((progress) => takeDown(place, progress));
}
