import { existsSync } from 'node:fs';

import { NetworkError } from '../errors/network-error';
import { installedPackage } from '../fabric/chaincode-installation';
import { ensureIdentities } from '../identities';
import { currentChaincode, placeChaincode, serveChaincode } from '../member/chaincode-service';
import { placeBuilder } from '../member/external-builder';
import { requireAllAlive, type NodeProcesses } from '../member/start-nodes';
import { chaincodeServiceOf } from './chaincode';
import type { DevnetContext } from './devnet-context';
import { deploy, inForceOn, type DeployedPackage, type Deployment } from './deploy';
import { ensureGenesis } from './ensure-genesis';
import { joinAll } from './join';
import { requireSameOrigin } from './origin';
import { withPeers, type ConnectedPeer } from './peer-connections';
import { writeProfiles } from './profiles';
import { waitUntilAnswering, waitUntilReady } from './ready';
import { withRunningPeers } from './running-peers';
import { startAll } from './start-all';
import { claimState } from './state';
import { chaincodeNodeName } from './topology';

async function prepare(context: DevnetContext): Promise<void> {
  const { consortium, folder, progress } = context;
  await claimState(folder);
  // Before identities are made for members that the channel does not know.
  if (existsSync(folder.channel.genesis)) await requireSameOrigin(context);
  await ensureIdentities(consortium, folder.root, progress);
  await ensureGenesis(context);
  await placeBuilder(folder.builder);
}

/** What `up` came to. */
export interface UpResult {
  /** The package in force; absent where none was deployed. */
  readonly packageId?: string;
  /** The package at hand, where that is another one: `deploy` would put it in force. */
  readonly otherAtHand?: string;
}

/** A package as it is installed at one of these peers. */
async function installedAt(peers: readonly ConnectedPeer[], packageId: string): Promise<Buffer> {
  for (const { connection } of peers) {
    const bytes = await installedPackage(connection, packageId);
    if (bytes !== undefined) return Buffer.from(bytes);
  }
  throw new NetworkError(
    'NOT_INSTALLED',
    `no peer has the package ${packageId}, which is in force; \`jangbu chaincode deploy\` puts the one at hand in force`,
    { packageId },
  );
}

/**
 * What `up` lets members run: the package in force, whatever is at hand, for upgrading is their decision; before the
 * first deployment the one at hand.
 */
async function packageToRun(
  { topology }: DevnetContext,
  peers: readonly ConnectedPeer[],
  atHand: DeployedPackage,
): Promise<DeployedPackage> {
  const current = await inForceOn(topology.channel, peers);
  const packageId = current?.packageId;
  if (packageId === undefined || packageId === atHand.id) return atHand;
  return {
    id: packageId,
    label: packageId.slice(0, packageId.lastIndexOf(':')),
    bytes: await installedAt(peers, packageId),
    version: current?.definition.version ?? atHand.version,
  };
}

/** Lets the one process of a network serve a package, where there is such a process. */
async function serve(
  context: DevnetContext,
  nodes: NodeProcesses,
  chaincode: DeployedPackage,
): Promise<NodeProcesses> {
  // Where the peers start their own, there is no process to serve it.
  if (context.chaincodeMode === 'peer') return nodes;
  const served = await serveChaincode(chaincodeServiceOf(context), chaincode);
  return served === undefined ? nodes : new Map([...nodes, [served.node, served]]);
}

/**
 * Puts a package in force on a network that runs, at those members that do: upgrading is this, and never a side
 * effect of `up`.
 *
 * @throws NetworkError `NOT_RUNNING`, or as {@link deploy} does
 */
export async function deployOnRunning(
  context: DevnetContext,
  chaincode: DeployedPackage,
): Promise<Deployment> {
  return withRunningPeers(context, async (peers, nodes) => {
    await placeBuilder(context.folder.builder);
    const deployment = await deploy(context, peers, chaincode);
    await waitUntilAnswering(context, await serve(context, nodes, chaincode), peers);
    return deployment;
  });
}

/** When something fails because a node has ended, says that instead of what failed. */
async function whileAlive(nodes: NodeProcesses, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // The chaincode's process is meant to end when another package comes into force.
    requireAllAlive(new Map([...nodes].filter(([name]) => name !== chaincodeNodeName)));
    throw error;
  }
}

/**
 * Brings a network up, or what is missing of it: starts the nodes that don't run, lets those join that have
 * not, deploys the chaincode if none was, lets members that were away catch up with the one in force, and returns
 * when everything is ready.
 *
 * @param atHand the package to deploy if none is in force; without it none is deployed
 */
export async function bringAllUp(context: DevnetContext, atHand?: DeployedPackage): Promise<UpResult> {
  const { topology, folder, progress, chaincodeMode } = context;
  await prepare(context);
  const before = await currentChaincode(folder.chaincode);
  // The first chaincode starts together with the nodes.
  if (chaincodeMode !== 'peer' && before === undefined && atHand !== undefined) {
    await placeChaincode(folder.chaincode, atHand);
  }
  const started = await startAll(context);
  let packageId: string | undefined;
  await whileAlive(started, () =>
    withPeers(context, async (peers) => {
      await joinAll(context, started, peers);
      if (atHand === undefined) {
        await waitUntilReady(context, started, peers, before !== undefined);
        return;
      }
      const chaincode = await packageToRun(context, peers, atHand);
      packageId = chaincode.id;
      await deploy(context, peers, chaincode);
      await waitUntilReady(context, await serve(context, started, chaincode), peers, true);
    }),
  );
  await writeProfiles(topology, folder);
  progress({ phase: 'ready', text: `${topology.members.length} members are ready` });
  return {
    ...(packageId === undefined ? {} : { packageId }),
    ...(atHand === undefined || packageId === atHand.id ? {} : { otherAtHand: atHand.id }),
  };
}
