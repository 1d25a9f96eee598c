import { ordererChannel } from '../fabric/channel-participation';
import { heightOf } from '../fabric/peer-channels';
import type { MemberLayout } from '../identities/layout';
import { memoryMB } from '../processes/memory';
import { runningProcess } from '../processes/pid-file';
import { connectAsAdmin, ordererAdmin } from './admin';
import type { NodeFolder } from './node-folder';
import type { NetworkNode, OrdererNode, PeerNode } from './nodes';

/** What is known of any node. */
export interface NodeStatus {
  readonly name: string;
  readonly address: string;
  readonly running: boolean;
  readonly pid?: number;
  readonly memoryMB?: number;
}

/** A node with a ledger. */
export interface LedgerNodeStatus extends NodeStatus {
  /** Blocks that it holds; absent where it does not answer. */
  readonly height?: number;
  /** Blocks behind the highest node; absent where it does not answer. */
  readonly lag?: number;
}

/** How a node stands whose process, if any, runs on this host. */
export function nodeStatus({ name, address }: NetworkNode, { pidFile }: NodeFolder): NodeStatus {
  const pid = runningProcess(pidFile)?.pid;
  if (pid === undefined) return { name, address, running: false };
  const memory = memoryMB(pid);
  return { name, address, running: true, pid, ...(memory === undefined ? {} : { memoryMB: memory }) };
}

async function peerHeight(layout: MemberLayout, peer: PeerNode, channel: string): Promise<number> {
  const connection = connectAsAdmin(layout, peer);
  try {
    return await heightOf(connection, channel);
  } finally {
    connection.close();
  }
}

/**
 * How many blocks a member's node holds, asked as its member's admin.
 *
 * @param layout where the member's keys stand
 * @returns the height, or undefined where it does not answer or has not joined
 */
export async function nodeHeight(
  layout: MemberLayout,
  node: PeerNode | OrdererNode,
  channel: string,
): Promise<number | undefined> {
  try {
    return node.kind === 'peer'
      ? await peerHeight(layout, node, channel)
      : (await ordererChannel(ordererAdmin(layout, node), channel))?.height;
  } catch {
    return undefined;
  }
}
