import type { PeerConnection } from '../fabric/peer-connection';
import { memberLayout } from '../identities/layout';
import { connectAsAdmin } from '../member/admin';
import type { PeerNode } from '../member/nodes';
import type { DevnetContext } from './devnet-context';

/** A peer, and a connection to it as its member's admin. */
export interface ConnectedPeer {
  readonly node: PeerNode;
  readonly connection: PeerConnection;
}

/**
 * Opens a connection to every peer, does some work, and closes them whatever comes of it. Opening does not
 * wait: a peer that is down shows at the first call.
 */
export async function withPeers<Result>(
  { topology, folder }: Pick<DevnetContext, 'topology' | 'folder'>,
  work: (peers: readonly ConnectedPeer[]) => Promise<Result>,
): Promise<Result> {
  const peers = topology.peers.map((node) => ({
    node,
    connection: connectAsAdmin(memberLayout(folder.root, node.member), node),
  }));
  try {
    return await work(peers);
  } finally {
    for (const { connection } of peers) connection.close();
  }
}
