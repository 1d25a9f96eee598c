import { ensureFabric, foundingList, type Progress } from '@jangbu/network';
import { openNetwork, type DevelopmentNetwork } from '@jangbu/network/devnet';
import { packageForList, type MadePackage } from './chaincode-package';
import { constitute } from './founding';
import type { NetworkContext } from './network-context';

/** The network of a context; starts nothing. */
export function openNetworkOf(context: NetworkContext, progress: Progress): DevelopmentNetwork {
  return openNetwork({ consortium: context.consortium, stateDir: context.stateDir, progress });
}

/** The chaincode's package for a consortium: the same bytes at every member. */
export async function packageFor(context: Pick<NetworkContext, 'consortium'>): Promise<MadePackage> {
  return packageForList(foundingList(context.consortium));
}

/** Fabric's programs, the network, and the contracts on it: up and ready. */
export async function networkUp(
  context: NetworkContext,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const fabric = await ensureFabric({ progress });
  const { version, ...chaincode } = await packageFor(context);
  await openNetworkOf(context, progress).up({ fabric, chaincode, version, signal });
}

/** The network up and ready, and the ledger founded and constituted by the members' votes. */
export async function bringUp(
  context: NetworkContext,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  await networkUp(context, progress, signal);
  await constitute(context, progress);
}

/** Stops the network. @param purge removes its state, too */
export async function takeDown(
  context: NetworkContext,
  progress: Progress,
  options: { readonly purge?: boolean } = {},
): Promise<number> {
  return openNetworkOf(context, progress).down(options);
}
