import { NetworkError } from '../../errors/network-error';
import type { MemberFolder } from '../member-folder';

/** Fabric's own image of a node. */
export function imageOf(kind: 'peer' | 'orderer', version: string): string {
  return `docker.io/hyperledger/fabric-${kind}:${version}`;
}

/**
 * Fabric's images hold no Node: a peer in one cannot start the contracts itself.
 *
 * @throws NetworkError `MEMBER_FOLDER_INVALID`
 */
export function requireService({ entry }: MemberFolder): void {
  if (entry.contracts.mode === 'service') return;
  throw new NetworkError(
    'MEMBER_FOLDER_INVALID',
    "contracts.mode in member.yaml must be service for containers: Fabric's image of the peer has no Node to start the contracts with",
  );
}
