import { existsSync } from 'node:fs';

import { ensureGenesis } from '../channel/genesis';
import { requireSameOrigin } from './origin';
import { currentChaincode, placeChaincode, serveChaincode } from '../member/chaincode-service';
import { deploy, type DeployedPackage } from './deploy';
import { writeProfiles } from '../member/connection-profile';
import type { PeerConnection } from '../fabric/peer-connection';
import { ensureIdentities } from '../identities';
import { chaincodeNodeName, nodesOf } from './topology';
import type { NetworkContext } from './context';
import { joinAll } from './join';
import { withPeers } from './peer-connections';
import { waitUntilReady } from './ready';
import { requireAllAlive, startNodes, type RunningNodes } from './start-nodes';
import { claimState, placeBuilder } from './state';

async function prepare(context: NetworkContext): Promise<void> {
  const { consortium, folder, progress } = context;
  await claimState(folder);
  // Before identities are made for members that the channel does not know.
  if (existsSync(folder.channel.genesis)) await requireSameOrigin(context);
  await ensureIdentities(consortium, folder.root, progress);
  await ensureGenesis(context);
  await placeBuilder(folder);
}

async function bringIntoForce(
  context: NetworkContext,
  peers: readonly PeerConnection[],
  nodes: RunningNodes,
  chaincode: DeployedPackage,
): Promise<RunningNodes> {
  await deploy(context, peers, chaincode);
  const served = await serveChaincode(context, chaincode);
  return served === undefined ? nodes : new Map([...nodes, [served.node, served]]);
}

/** When something fails because a node has ended, says that instead of what failed. */
async function whileAlive(nodes: RunningNodes, work: () => Promise<void>): Promise<void> {
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
export async function bringUp(context: NetworkContext, chaincode?: DeployedPackage): Promise<void> {
  const { topology, folder, progress, chaincodeMode } = context;
  await prepare(context);
  const before = await currentChaincode(folder);
  const shared = chaincodeMode !== 'peer';
  // The first chaincode starts together with the nodes; a later one replaces it once its definition is in force.
  if (shared && before === undefined && chaincode !== undefined) await placeChaincode(folder, chaincode);
  const nodes = nodesOf(topology).filter(({ kind }) => kind !== 'chaincode' || shared);
  const started = await startNodes(context, nodes);
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
