import { NetworkError } from '../errors/network-error';
import type { Progress } from '../long-work/progress';
import { throwIfCancelled } from '../long-work/until';
import { requireDiskSpace } from '../processes/disk-space';
import {
  requireAlive,
  runningNode,
  startNode,
  type NodeCommand,
  type NodeProcess,
} from '../processes/node-process';
import { requireFreePorts } from '../processes/ports';
import type { NodeFolder } from './node-folder';
import { listenersOf, type NetworkNode } from './nodes';

/** Processes that ought to run, by node name. */
export type NodeProcesses = ReadonlyMap<string, NodeProcess>;

/** A node, and how it is started if it does not run. */
export interface NodeToStart {
  readonly node: NetworkNode;
  readonly files: NodeFolder;
  /** Writes its configuration; undefined where there is nothing to start yet. */
  readonly command: () => NodeCommand | undefined;
}

/** Where nodes are started, and what else matters. */
export interface StartOptions {
  /** A folder on the disk on which they will write. */
  readonly disk: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

interface Wanted extends NodeToStart {
  readonly running: NodeProcess | undefined;
}

function look(wanted: NodeToStart): Wanted {
  const { log, pidFile } = wanted.files;
  return { ...wanted, running: runningNode({ node: wanted.node.name, log, pidFile }) };
}

function started({ running, command }: Wanted): NodeProcess | undefined {
  if (running !== undefined) return running;
  const start = command();
  return start === undefined ? undefined : startNode(start);
}

/**
 * Starts the nodes that don't run, and leaves alone those that do.
 *
 * @param nodes in the order in which to start them
 * @returns all of them that now run
 * @throws NetworkError `PORT_IN_USE`, `DISK_FULL`, `PROGRAM_MISSING` or `NODE_DIED`
 */
export async function startNodes(
  nodes: readonly NodeToStart[],
  { disk, progress, signal }: StartOptions,
): Promise<NodeProcesses> {
  const wanted = nodes.map(look);
  const absent = wanted.filter(({ running }) => running === undefined).map(({ node }) => node);
  await requireDiskSpace(disk, absent.length);
  await requireFreePorts(
    absent.flatMap((node) => listenersOf(node).map((place) => ({ node: node.name, ...place }))),
  );
  const all = new Map<string, NodeProcess>();
  for (const each of wanted) {
    throwIfCancelled(signal);
    const now = started(each);
    if (now !== undefined) all.set(each.node.name, now);
  }
  if (absent.length > 0) {
    const text = `${all.size} processes, ${all.size - wanted.length + absent.length} of them started now`;
    progress({ phase: 'nodes', text });
  }
  return all;
}

/** @throws NetworkError saying which node has ended, and why as far as its log tells */
export function requireAllAlive(nodes: NodeProcesses): void {
  for (const node of nodes.values()) requireAlive(node);
}

/**
 * The process of a node that must be among those that run.
 *
 * @throws NetworkError `NOT_RUNNING`
 */
export function processOf(nodes: NodeProcesses, name: string): NodeProcess {
  const node = nodes.get(name);
  if (node !== undefined) return node;
  throw new NetworkError('NOT_RUNNING', `${name} does not run; start it with \`network up\``, { node: name });
}
