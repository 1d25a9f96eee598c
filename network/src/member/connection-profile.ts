import { chaincodeName } from '../chaincode-package/package';
import type { PeerEndpoint } from '../fabric/peer-connection';
import { writeWhole } from '../files/whole-file';
import type { NodeOwner } from './nodes';

/** How a member's application reaches the ledger: what the client SDK connects by. */
export interface ConnectionProfile {
  readonly type: 'jangbu-profile';
  readonly version: 1;
  readonly channel: string;
  readonly chaincode: string;
  readonly member: { readonly id: string; readonly mspId: string };
  /** The member's own peers; the SDK asks no other's. */
  readonly peers: readonly PeerEndpoint[];
}

/**
 * Makes a member's connection profile.
 *
 * @param peers the member's own
 */
export function profileOf(
  channel: string,
  member: Pick<NodeOwner, 'id' | 'mspId'>,
  peers: readonly PeerEndpoint[],
): ConnectionProfile {
  return {
    type: 'jangbu-profile',
    version: 1,
    channel,
    chaincode: chaincodeName,
    member: { id: member.id, mspId: member.mspId },
    peers,
  };
}

/** Writes a connection profile, whole or not at all. */
export async function writeProfile(file: string, profile: ConnectionProfile): Promise<void> {
  await writeWhole(file, `${JSON.stringify(profile, null, 2)}\n`);
}
