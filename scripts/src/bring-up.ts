import { hashOf } from '@jangbu/model';
import {
  ensureFabric,
  foundingList,
  packageChaincode,
  type ChaincodePackage,
  type Progress,
} from '@jangbu/network';
import { openNetwork, type DevelopmentNetwork } from '@jangbu/network/devnet';
import { chaincodeBundle } from './chaincode-bundle';
import { constitute } from './constitute';
import type { Place } from './place';

/** The network of a place; starts nothing. */
export function openNetworkOf(place: Place, progress: Progress): DevelopmentNetwork {
  return openNetwork({ consortium: place.consortium, stateDir: place.stateDir, progress });
}

/** The chaincode's package for a consortium: the same bytes at every member. */
export async function packageFor(
  place: Pick<Place, 'consortium'>,
): Promise<ChaincodePackage & { version: string }> {
  const { folder, version } = await chaincodeBundle();
  const foundingHash = hashOf(foundingList(place.consortium));
  const label = `jangbu_${version}`;
  return { ...(await packageChaincode({ bundleDir: folder, foundingHash, label })), version };
}

/** Fabric's programs, the network, and the contracts on it: up and ready. */
export async function networkUp(place: Place, progress: Progress, signal?: AbortSignal): Promise<void> {
  const fabric = await ensureFabric({ progress });
  const { version, ...chaincode } = await packageFor(place);
  await openNetworkOf(place, progress).up({ fabric, chaincode, version, signal });
}

/** The network up and ready, and the ledger founded and constituted by the members' votes. */
export async function bringUp(place: Place, progress: Progress, signal?: AbortSignal): Promise<void> {
  await networkUp(place, progress, signal);
  await constitute(place, progress);
}

/** Stops the network. @param purge removes its state, too */
export async function takeDown(
  place: Place,
  progress: Progress,
  options: { readonly purge?: boolean } = {},
): Promise<number> {
  return openNetworkOf(place, progress).down(options);
}
