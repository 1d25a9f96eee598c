import { existsSync } from 'node:fs';

import { NetworkError } from '../errors/network-error';
import { ordererAnswers } from '../fabric/channel-participation';
import { IdentityFilesError, materialStatus } from '../identities/identities';
import type { Progress } from '../long-work/progress';
import { connectAsAdmin, ordererAdmin } from '../member/admin';
import { placeBuilder } from '../member/external-builder';
import { waitForPeer } from '../member/join';
import type { OrdererNode, PeerNode } from '../member/nodes';
import { startNodes } from '../member/start-nodes';
import { runningNode, stopNode, type NodeProcess } from '../processes/node-process';
import { waitFor } from '../processes/wait-for-node';
import type { FabricPrograms } from '../programs';
import { materialOf, type MemberFolder } from './member-folder';
import { ownNodeCommand } from './own-node-settings';

/** How long a node may take to end in order before it is made to. */
const graceMs = 10_000;
const startMs = 60_000;

/** One of a member's own nodes. */
export type OwnNode = PeerNode | OrdererNode;

/**
 * The member's nodes of these names, consenters first: the order in which they start.
 *
 * @param names all unless given
 * @throws NetworkError `UNKNOWN_NODE` naming those that there are
 */
export function ownNodes(
  { orderers, peers, root }: MemberFolder,
  names: readonly string[] = [],
): readonly OwnNode[] {
  const all: readonly OwnNode[] = [...orderers, ...peers];
  const unknown = names.find((name) => !all.some((node) => node.name === name));
  if (unknown !== undefined) {
    const known = all.map(({ name }) => name).join(', ');
    throw new NetworkError('UNKNOWN_NODE', `${root} has no node ${unknown}: ${known}`, { node: unknown });
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

/**
 * Before a node starts, and before it is stopped to be started anew, all that it needs of keys and certificates must be
 * there and fit.
 *
 * @throws NetworkError `CERTIFICATES_MISSING`
 * @throws IdentityFilesError when a certificate does not fit
 */
export async function requireSound(folder: MemberFolder): Promise<void> {
  const { missing, broken } = await materialStatus([materialOf(folder)]);
  if (broken.length > 0) throw new IdentityFilesError(broken, 'member.yaml');
  const [first] = missing;
  if (first === undefined) return;
  throw new NetworkError(
    'CERTIFICATES_MISSING',
    `${first} is not there yet (${missing.length} in all): \`member keys\` makes what is missing`,
    { file: first },
  );
}

async function waitUntilAnswers(
  { layout }: MemberFolder,
  node: OwnNode,
  running: NodeProcess,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (node.kind === 'orderer') {
    const admin = ordererAdmin(layout, node);
    await waitFor(running, () => ordererAnswers(admin), { deadlineMs: startMs, signal });
    return;
  }
  const connection = connectAsAdmin(layout, node);
  try {
    await waitForPeer(connection, running, signal);
  } finally {
    connection.close();
  }
}

/** What starting nodes needs besides the folder. */
export interface StartOwnOptions {
  /** All unless given. */
  readonly names?: readonly string[] | undefined;
  readonly programs: FabricPrograms;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts the member's nodes that don't run, and waits until all of them answer.
 *
 * @returns the names of those that were started now
 * @throws NetworkError `UNKNOWN_NODE`, `CERTIFICATES_MISSING`, `PORT_IN_USE`, `DISK_FULL`, `NODE_DIED`, `NODE_NOT_READY`
 * @throws IdentityFilesError when a certificate does not fit
 */
export async function startOwnNodes(
  folder: MemberFolder,
  { names, programs, progress, signal }: StartOwnOptions,
): Promise<readonly string[]> {
  const nodes = ownNodes(folder, names);
  await requireSound(folder);
  await placeBuilder(folder.builder);
  const running = await startNodes(
    nodes.map((node) => ({
      node,
      files: folder.node(node.name),
      command: () => ownNodeCommand(folder, node, programs),
    })),
    { disk: folder.root, progress, signal },
  );
  await Promise.all(
    nodes.map(async (node) => {
      const process = running.get(node.name);
      if (process !== undefined) await waitUntilAnswers(folder, node, process, signal);
    }),
  );
  return [...running.values()].filter(({ fresh }) => fresh).map(({ node }) => node);
}

/**
 * Stops the member's nodes of these names, peers first.
 *
 * @returns the names of those that ran
 * @throws NetworkError `UNKNOWN_NODE`
 */
export async function stopOwnNodes(
  folder: MemberFolder,
  names?: readonly string[],
): Promise<readonly string[]> {
  const nodes = [...ownNodes(folder, names)].reverse();
  const stopped: string[] = [];
  for (const kind of ['peer', 'orderer'] as const) {
    await Promise.all(
      nodes
        .filter((node) => node.kind === kind)
        .map(async ({ name }) => {
          if (await stopNode(folder.node(name).pidFile, graceMs)) stopped.push(name);
        }),
    );
  }
  return stopped;
}

/**
 * The process of a node of the member that must run.
 *
 * @throws NetworkError `NOT_RUNNING`
 */
export function requireOwnRunning(folder: MemberFolder, { name }: OwnNode): NodeProcess {
  const { log, pidFile } = folder.node(name);
  const running = existsSync(pidFile) ? runningNode({ node: name, log, pidFile }) : undefined;
  if (running !== undefined) return running;
  throw new NetworkError('NOT_RUNNING', `${name} does not run here; start it with \`node start ${name}\``, {
    node: name,
  });
}
