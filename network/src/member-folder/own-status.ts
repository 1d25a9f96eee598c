import { existsSync } from 'node:fs';

import { materialStatus, type IdentityStatus } from '../identities/identities';
import { nodeHeight, nodeStatus, type NodeStatus } from '../member/node-status';
import { materialOf, type MemberFolder } from './member-folder';
import { ownNodes, type OwnNode } from './own-nodes';

/** How one of the member's own nodes stands. */
export interface OwnNodeStatus extends NodeStatus {
  readonly kind: 'peer' | 'orderer';
  /** Blocks that it holds; absent where it does not run, does not answer or has not joined. */
  readonly height?: number;
}

/** How a member's own folder stands. */
export interface MemberStatusReport {
  readonly id: string;
  readonly mspId: string;
  readonly channel: string;
  /** Whether the folder has the channel's genesis block, with which its nodes joined. */
  readonly joined: boolean;
  readonly certificates: IdentityStatus;
  readonly nodes: readonly OwnNodeStatus[];
}

async function ownNodeStatus(folder: MemberFolder, node: OwnNode): Promise<OwnNodeStatus> {
  const status = { ...nodeStatus(node, folder.node(node.name)), kind: node.kind };
  if (!status.running) return status;
  const height = await nodeHeight(folder.layout, node, folder.entry.channel);
  return height === undefined ? status : { ...status, height };
}

/**
 * How the member's own nodes stand; changes nothing.
 *
 * @param names all unless given
 * @throws NetworkError `UNKNOWN_NODE`
 */
export async function ownNodeStatuses(
  folder: MemberFolder,
  names?: readonly string[],
): Promise<readonly OwnNodeStatus[]> {
  return Promise.all(ownNodes(folder, names).map((node) => ownNodeStatus(folder, node)));
}

/** How the folder stands: certificates and when they end, nodes, the channel; changes nothing. */
export async function memberStatus(folder: MemberFolder): Promise<MemberStatusReport> {
  const { owner, entry, genesis } = folder;
  return {
    id: owner.id,
    mspId: owner.mspId,
    channel: entry.channel,
    joined: existsSync(genesis),
    certificates: await materialStatus([materialOf(folder)]),
    nodes: await ownNodeStatuses(folder),
  };
}
