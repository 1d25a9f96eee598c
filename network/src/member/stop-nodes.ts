import { existsSync, readdirSync } from 'node:fs';

import { eachOf } from '../long-work/each-of';
import { killNode, stopNode } from '../processes/node-process';
import type { NodeFolders } from './node-folder';

/** How long a node may take to end in order before it is made to. */
const graceMs = 10_000;

function namesIn({ nodes }: NodeFolders, among: readonly string[] | undefined): readonly string[] {
  const all = existsSync(nodes) ? readdirSync(nodes) : [];
  return among === undefined ? all : all.filter((name) => among.includes(name));
}

/**
 * Stops every node that was started in a folder, whatever the consortium file says today: the peers, then what
 * they depend on.
 *
 * @param among only these of them
 * @returns how many processes were stopped
 */
export async function stopNodes(folders: NodeFolders, among?: readonly string[]): Promise<number> {
  const nodes = namesIn(folders, among);
  const isPeer = (name: string): boolean => existsSync(folders.node(name).core);
  const stop = async (names: readonly string[]): Promise<number> => {
    const ended = await eachOf(names, names.length, (name) => stopNode(folders.node(name).pidFile, graceMs));
    return ended.filter(Boolean).length;
  };
  const peers = await stop(nodes.filter(isPeer));
  return peers + (await stop(nodes.filter((name) => !isPeer(name))));
}

/** Ends every node that was started in a folder at once, as a second Ctrl-C wants it. @param among only these of them */
export function killNodes(folders: NodeFolders, among?: readonly string[]): void {
  for (const name of namesIn(folders, among)) killNode(folders.node(name).pidFile);
}
