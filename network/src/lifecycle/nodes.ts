import { requireDiskSpace } from '../processes/disk-space';
import { runningNode, startNode, stopNode, type NodeCommand, type RunningNode } from '../processes/node-process';
import { requireFreePorts } from '../processes/ports';
import { runningProcess } from '../processes/pid-file';
import { eachOf } from '../processes/wait';
import type { StateFolder } from '../topology/state-folder';
import { nodesOf, portsOf, type NetworkNode, type Topology } from '../topology/topology';

/** How long a node may take to end in order before it is made to. */
const GRACE_MS = 10_000;

/**
 * Starts those nodes that don't run, after looking whether they can: room on the disk, ports.
 *
 * @param nodes the nodes and how each is started
 * @returns all of them, running
 * @throws NetworkError `DISK_FULL`, `PORT_IN_USE`, `PROGRAM_MISSING`, `NODE_DIED`
 */
export async function startNodes(
  nodes: readonly { readonly node: NetworkNode; readonly command: NodeCommand }[],
  folder: StateFolder,
): Promise<readonly RunningNode[]> {
  const missing = nodes.filter(({ command }) => runningNode(command) === undefined);
  if (missing.length > 0) await requireDiskSpace(folder.root, missing.length);
  await requireFreePorts(
    missing.flatMap(({ node }) => portsOf(node).map((port) => ({ node: node.name, port }))),
  );
  return nodes.map(({ command }) => runningNode(command) ?? startNode(command));
}

/** Stops every node of the network that runs. @returns how many did */
export async function stopNodes(topology: Topology, folder: StateFolder): Promise<number> {
  // Peers first: a peer whose consenters are gone only fills its log.
  const nodes = [...nodesOf(topology)].reverse();
  const stopped = await eachOf(nodes, nodes.length, ({ name }) => stopNode(folder.node(name).pidFile, GRACE_MS));
  return stopped.filter(Boolean).length;
}

/** Process number of a node that runs. */
export function pidOf(folder: StateFolder, node: NetworkNode): number | undefined {
  return runningProcess(folder.node(node.name).pidFile)?.pid;
}
