import { currentChaincode } from '../member/chaincode-service';
import { NetworkError } from '../errors/network-error';
import { requireDiskSpace } from '../processes/disk-space';
import {
  requireAlive,
  runningNode,
  startNode,
  type NodeCommand,
  type RunningNode,
} from '../processes/node-process';
import { requireFreePorts } from '../processes/ports';
import { requireWanted } from '../long-work/wait';
import { portsOf, type NetworkNode } from './topology';
import { chaincodeCommand } from '../member/chaincode-service';
import type { NetworkContext } from './context';
import { ordererCommand, peerCommand } from '../member/node-command';

/** Processes of the network that ought to run, by node name. */
export type RunningNodes = ReadonlyMap<string, RunningNode>;

interface Wanted {
  readonly node: NetworkNode;
  readonly running: RunningNode | undefined;
}

function look(context: NetworkContext, node: NetworkNode): Wanted {
  const { folder } = context;
  const { pidFile } = folder.node(node.name);
  return { node, running: runningNode({ node: node.name, log: folder.log(node.name), pidFile }) };
}

async function commandOf(context: NetworkContext, node: NetworkNode): Promise<NodeCommand | undefined> {
  const { folder, programs } = context;
  switch (node.kind) {
    case 'orderer':
      return ordererCommand(node, folder, programs);
    case 'peer':
      return peerCommand(node, context);
    case 'chaincode': {
      const current = await currentChaincode(folder);
      return current === undefined ? undefined : chaincodeCommand(context, current);
    }
  }
}

/**
 * Starts the nodes that don't run, and leaves alone those that do.
 *
 * @param nodes in the order in which to start them
 * @returns all of them that now run; the chaincode's process only where a package was deployed before
 * @throws NetworkError `PORT_IN_USE`, `DISK_FULL`, `PROGRAM_MISSING` or `NODE_DIED`
 */
export async function startNodes(
  context: NetworkContext,
  nodes: readonly NetworkNode[],
): Promise<RunningNodes> {
  const wanted = nodes.map((node) => look(context, node));
  const absent = wanted.filter(({ running }) => running === undefined).map(({ node }) => node);
  await requireDiskSpace(context.folder.root, absent.length);
  await requireFreePorts(absent.flatMap((node) => portsOf(node).map((port) => ({ node: node.name, port }))));
  const started = new Map<string, RunningNode>();
  for (const { node, running } of wanted) {
    requireWanted(context.signal);
    const command = running === undefined ? await commandOf(context, node) : undefined;
    const now = running ?? (command === undefined ? undefined : startNode(command));
    if (now !== undefined) started.set(node.name, now);
  }
  if (absent.length > 0) {
    const text = `${started.size} processes, ${started.size - wanted.length + absent.length} of them started now`;
    context.progress({ phase: 'nodes', text });
  }
  return started;
}

/** @throws NetworkError saying which node has ended, and why as far as its log tells */
export function requireAllAlive(nodes: RunningNodes): void {
  for (const node of nodes.values()) requireAlive(node);
}

/**
 * The process of a node that must be among those that run.
 *
 * @throws NetworkError `NOT_RUNNING`
 */
export function processOf(nodes: RunningNodes, name: string): RunningNode {
  const node = nodes.get(name);
  if (node !== undefined) return node;
  throw new NetworkError('NOT_RUNNING', `${name} does not run; start it with \`network up\``, { node: name });
}
