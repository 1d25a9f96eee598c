import { PeerConnection } from '../fabric/peer-connection';
import type { NetworkContext } from './context';

/**
 * Opens a connection to every peer, does some work, and closes them whatever comes of it. Opening does not
 * wait: a peer that is down shows at the first call.
 */
export async function withPeers<Result>(
  { topology, folder }: Pick<NetworkContext, 'topology' | 'folder'>,
  work: (peers: readonly PeerConnection[]) => Promise<Result>,
): Promise<Result> {
  const peers = topology.peers.map((peer) => new PeerConnection(folder.root, peer));
  try {
    return await work(peers);
  } finally {
    for (const peer of peers) peer.close();
  }
}
