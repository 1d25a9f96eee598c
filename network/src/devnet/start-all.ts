import { serviceCommand, currentChaincode } from '../member/chaincode-service';
import { ordererCommand, peerCommand } from '../member/node-command';
import type { NetworkNode } from '../member/nodes';
import { startNodes, type NodeProcesses } from '../member/start-nodes';
import type { NodeCommand } from '../processes/node-process';
import { chaincodeServiceOf } from './chaincode';
import type { DevnetContext } from './devnet-context';
import { builderEnvironment, ordererSettings, peerSettings } from './node-settings';
import { nodesOf } from './topology';

/**
 * Starts the nodes of all members that don't run.
 *
 * @returns all of them that now run; the chaincode's process only where a package was deployed before and the peers
 *   don't start their own
 * @throws NetworkError as {@link startNodes} does
 */
export async function startAll(context: DevnetContext): Promise<NodeProcesses> {
  const { topology, folder, programs, chaincodeMode, progress, signal } = context;
  const current = await currentChaincode(folder.chaincode);
  const commandOf = (node: NetworkNode): NodeCommand | undefined => {
    const files = folder.node(node.name);
    switch (node.kind) {
      case 'orderer':
        return ordererCommand(ordererSettings(node, folder), files, programs, 'shared');
      case 'peer':
        return peerCommand(peerSettings(topology, node, folder), files, programs, {
          builder: builderEnvironment(context),
          machine: 'shared',
        });
      case 'chaincode':
        return current === undefined ? undefined : serviceCommand(chaincodeServiceOf(context), current);
    }
  };
  const nodes = nodesOf(topology)
    .filter(({ kind }) => kind !== 'chaincode' || chaincodeMode !== 'peer')
    .map((node) => ({ node, files: folder.node(node.name), command: () => commandOf(node) }));
  return startNodes(nodes, { disk: folder.root, progress, signal });
}
