import type { Member } from '../consortium/consortium';
import type { PeerEndpoint } from '../fabric/peer-connection';
import { memberLayout } from '../identities/layout';
import { peerEndpoint } from '../member/admin';
import { profileOf, writeProfile, type ConnectionProfile } from '../member/connection-profile';
import type { PeerNode } from '../member/nodes';
import type { StateFolder } from './state-folder';
import type { Topology } from './topology';

/** A member's connection profile, with those of a network's peers that are its own. */
export function memberProfile(
  { channel, peers }: Pick<Topology, 'channel' | 'peers'>,
  member: Member,
  endpointOf: (peer: PeerNode) => PeerEndpoint,
): ConnectionProfile {
  const own = peers.filter((peer) => peer.member.id === member.id);
  return profileOf(channel, member, own.map(endpointOf));
}

/** Writes every member's connection profile into its folder. */
export async function writeProfiles(topology: Topology, folder: StateFolder): Promise<void> {
  for (const member of topology.members) {
    const profile = memberProfile(topology, member, (peer) =>
      peerEndpoint(memberLayout(folder.root, member), peer),
    );
    await writeProfile(folder.profile(member.id), profile);
  }
}
