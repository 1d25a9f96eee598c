import { ensureFabric, foundingList, type Progress } from '@jangbu/network';
import {
  openNetwork,
  type Deployment,
  type DevelopmentNetwork,
  type DownOptions,
  type Started,
  type UpResult,
} from '@jangbu/network/devnet';
import { packageForList, type MadePackage } from './chaincode-package';
import { constitute } from './founding';
import type { NetworkContext } from './network-context';

/** The network of a context; starts nothing. */
export function openNetworkOf(context: NetworkContext, progress: Progress): DevelopmentNetwork {
  const { consortium, consortiumFile, stateDir } = context;
  return openNetwork({ consortium, consortiumFile, stateDir, progress });
}

/** The chaincode's package for a consortium: the same bytes at every member. */
export async function packageFor(context: Pick<NetworkContext, 'consortium'>): Promise<MadePackage> {
  return packageForList(foundingList(context.consortium));
}

/** What breaks work off: `signal` in good order, `forced` at once, whatever is under way. */
export interface Interruption {
  readonly signal?: AbortSignal | undefined;
  readonly forced?: AbortSignal | undefined;
}

/**
 * Fabric's programs, the network, and the contracts on it: up and ready. Contracts in force stay, also where others
 * are at hand; {@link deployContracts} upgrades. Broken off, it stops what it has started; `forced` ends that at once,
 * also when all of it is up.
 */
export async function networkUp(
  context: NetworkContext,
  progress: Progress,
  { signal, forced }: Interruption = {},
): Promise<UpResult & Started> {
  const fabric = await ensureFabric({ progress, ...(signal === undefined ? {} : { signal }) });
  const network = openNetworkOf(context, progress);
  forced?.addEventListener('abort', () => {
    network.killStarted();
  });
  return network.up({ fabric, contracts: await packageFor(context), signal });
}

/** Puts the contracts at hand in force on a network that runs, by the members whose peers do. */
export async function deployContracts(
  context: NetworkContext,
  progress: Progress,
  signal?: AbortSignal,
): Promise<Deployment> {
  const fabric = await ensureFabric({ progress });
  return openNetworkOf(context, progress).deploy({ fabric, contracts: await packageFor(context), signal });
}

/**
 * The network up and ready, and the ledger founded and constituted by the members' votes. Broken off, it stops what it
 * has started; `forced` ends that at once, also later.
 */
export async function bringUp(
  context: NetworkContext,
  progress: Progress,
  interruption: Interruption = {},
): Promise<UpResult & Started> {
  const result = await networkUp(context, progress, interruption);
  try {
    await constitute(context, progress, interruption.signal);
  } catch (error) {
    if (interruption.signal?.aborted) await takeDown(context, progress, { nodes: result.started });
    throw error;
  }
  return result;
}

/** One line where other contracts are at hand than those in force; undefined where they are the same. */
export function otherContractsNote({ packageId, otherAtHand }: UpResult): string | undefined {
  return otherAtHand === undefined
    ? undefined
    : `the contracts at hand, ${otherAtHand}, are others than ${packageId ?? 'those'} in force, which stay; ` +
        '`jangbu chaincode deploy` upgrades';
}

/** Stops the network, or some nodes of it. @param options `purge` removes its state, too */
export async function takeDown(
  context: NetworkContext,
  progress: Progress,
  options: DownOptions = {},
): Promise<number> {
  return openNetworkOf(context, progress).down(options);
}
