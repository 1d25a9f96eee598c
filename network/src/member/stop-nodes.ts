import { existsSync, readdirSync } from 'node:fs';

import { eachOf } from '../long-work/each-of';
import { stopNode } from '../processes/node-process';
import type { NodeFolders } from './node-folder';

/** How long a node may take to end in order before it is made to. */
const graceMs = 10_000;

/**
 * Stops every node that was started in a folder, whatever the consortium file says today: the peers, then what
 * they depend on.
 *
 * @returns how many processes were stopped
 */
export async function stopNodes(folders: NodeFolders): Promise<number> {
  const nodes = existsSync(folders.nodes) ? readdirSync(folders.nodes) : [];
  const isPeer = (name: string): boolean => existsSync(folders.node(name).core);
  const stop = async (names: readonly string[]): Promise<number> => {
    const ended = await eachOf(names, names.length, (name) => stopNode(folders.node(name).pidFile, graceMs));
    return ended.filter(Boolean).length;
  };
  const peers = await stop(nodes.filter(isPeer));
  return peers + (await stop(nodes.filter((name) => !isPeer(name))));
}
