import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { stopNode } from '../processes/node-process';
import { runningProcess } from '../processes/pid-file';
import { eachOf } from '../long-work/wait';
import type { StateFolder } from './state-folder';
import type { NetworkNode } from './topology';

/** How long a node may take to end in order before it is made to. */
const graceMs = 10_000;

/** Process number of a node, if it runs. */
export function pidOf(folder: StateFolder, node: NetworkNode): number | undefined {
  return runningProcess(folder.node(node.name).pidFile)?.pid;
}

/**
 * Stops every node that was started in a state folder, whatever the consortium file says today: the peers, then
 * what they depend on.
 *
 * @returns how many processes were stopped
 */
export async function stopNodes(folder: StateFolder): Promise<number> {
  const nodes = existsSync(folder.nodes) ? readdirSync(folder.nodes) : [];
  const isPeer = (name: string): boolean => existsSync(join(folder.nodes, name, 'core.yaml'));
  const stop = async (names: readonly string[]): Promise<number> => {
    const ended = await eachOf(names, names.length, (name) => stopNode(folder.node(name).pidFile, graceMs));
    return ended.filter(Boolean).length;
  };
  const peers = await stop(nodes.filter(isPeer));
  return peers + (await stop(nodes.filter((name) => !isPeer(name))));
}
