import { NetworkError } from '../errors/network-error';
import type { PeerConnection } from '../fabric/peer-connection';

/** One member's view of the contracts on a channel: its own peers, connected as its admin. Nobody else's. */
export interface OwnContracts {
  readonly channel: string;
  /** The contracts' name on the channel. */
  readonly chaincode: string;
  readonly mspId: string;
  /** At least one; the first that answers is asked what the channel says. */
  readonly peers: readonly PeerConnection[];
}

const connectMs = 3_000;

/**
 * The first own peer that can be reached.
 *
 * @throws NetworkError `NODE_NOT_READY` naming those that can't
 */
export async function answeringPeer({ peers }: Pick<OwnContracts, 'peers'>): Promise<PeerConnection> {
  for (const peer of peers) if (await peer.connects(connectMs)) return peer;
  const names = peers.map(({ name }) => name).join(', ');
  throw new NetworkError(
    'NODE_NOT_READY',
    `none of the own peers can be reached: ${names === '' ? 'there are none' : names}; start one, or mend the profile`,
    { peers: names },
  );
}
