import { join } from 'node:path';
import { openNetworkContext, type NetworkContext } from 'jangbu';
import { ROOT } from '../../network/places';
import type { Scale } from '../figures/scale';
import { shortened } from './shortened';

/** The benches' network stands beside the one of the same consortium that may be up already. */
const PORTS_BESIDE = 5_000;

/** Where the benches' network stands: nothing of a network that people use is touched. */
export async function benchPlace(
  scale: Scale,
  {
    consortium: file,
    state,
  }: { readonly consortium?: string | undefined; readonly state?: string | undefined },
): Promise<NetworkContext> {
  const stateDir = state ?? join(ROOT, '.jangbu', 'bench');
  const place = await openNetworkContext({
    state: stateDir,
    ...(file === undefined ? {} : { consortium: file }),
  });
  const consortium = scale === 'SHORT' ? shortened(place.consortium) : place.consortium;
  if (file !== undefined) return { ...place, consortium };
  return { ...place, consortium: { ...consortium, ports: { base: consortium.ports.base + PORTS_BESIDE } } };
}
