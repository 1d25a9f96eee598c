import { join } from 'node:path';
import { openNetworkContext, type NetworkContext } from 'jangbu';
import { ROOT } from '../../network/networks';
import type { Scale } from '../figures/scale';
import { shortened } from './shortened';

/** The benches' network stands beside the one of the same consortium that may be up already. */
const PORTS_BESIDE = 5_000;

/** Where the benches' network stands: nothing of a network that people use is touched. */
export async function benchNetworkContext(
  scale: Scale,
  {
    consortium: file,
    state,
  }: { readonly consortium?: string | undefined; readonly state?: string | undefined },
): Promise<NetworkContext> {
  const stateDir = state ?? join(ROOT, '.jangbu', 'bench');
  const context = await openNetworkContext({
    state: stateDir,
    ...(file === undefined ? {} : { consortium: file }),
  });
  const consortium = scale === 'SHORT' ? shortened(context.consortium) : context.consortium;
  if (file !== undefined) return { ...context, consortium };
  return { ...context, consortium: { ...consortium, ports: { base: consortium.ports.base + PORTS_BESIDE } } };
}
