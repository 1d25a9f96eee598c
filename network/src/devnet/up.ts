import { existsSync } from 'node:fs';

import { ensureIdentities } from '../identities';
import { currentChaincode, placeChaincode, serveChaincode } from '../member/chaincode-service';
import { placeBuilder } from '../member/external-builder';
import { requireAllAlive, type NodeProcesses } from '../member/start-nodes';
import { chaincodeServiceOf } from './chaincode';
import type { DevnetContext } from './devnet-context';
import { deploy, type DeployedPackage } from './deploy';
import { ensureGenesis } from './ensure-genesis';
import { joinAll } from './join';
import { requireSameOrigin } from './origin';
import { withPeers, type ConnectedPeer } from './peer-connections';
import { writeProfiles } from './profiles';
import { waitUntilReady } from './ready';
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

async function bringIntoForce(
  context: DevnetContext,
  peers: readonly ConnectedPeer[],
  nodes: NodeProcesses,
  chaincode: DeployedPackage,
): Promise<NodeProcesses> {
  await deploy(context, peers, chaincode);
  // Where the peers start their own, there is no process to serve it.
  const served =
    context.chaincodeMode === 'peer'
      ? undefined
      : await serveChaincode(chaincodeServiceOf(context), chaincode);
  return served === undefined ? nodes : new Map([...nodes, [served.node, served]]);
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
 * not, deploys the chaincode if one is given, and returns when everything is ready.
 *
 * @param chaincode the package to have in force; without it the one deployed before stays
 */
export async function bringAllUp(context: DevnetContext, chaincode?: DeployedPackage): Promise<void> {
  const { topology, folder, progress, chaincodeMode } = context;
  await prepare(context);
  const before = await currentChaincode(folder.chaincode);
  const shared = chaincodeMode !== 'peer';
  // The first chaincode starts together with the nodes; a later one replaces it once its definition is in force.
  if (shared && before === undefined && chaincode !== undefined) {
    await placeChaincode(folder.chaincode, chaincode);
  }
  const started = await startAll(context);
  await whileAlive(started, () =>
    withPeers(context, async (peers) => {
      await joinAll(context, started, peers);
      const all =
        chaincode === undefined ? started : await bringIntoForce(context, peers, started, chaincode);
      await waitUntilReady(context, all, peers, chaincode !== undefined || before !== undefined);
    }),
  );
  await writeProfiles(topology, folder);
  progress({ phase: 'ready', text: `${topology.members.length} members are ready` });
}
