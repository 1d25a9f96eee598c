import type { ChannelConsenter, ChannelOrganization } from '../channel/channel-plan';
import type { MemberLayout } from '../identities/layout';
import { readAddress, type Listener, type NodeOwner, type OrdererNode, type PeerNode } from './nodes';

/** Where others reach a node, in the parts in which Fabric's configuration wants it. */
export function reachedAt({ name, address }: PeerNode | OrdererNode): Listener {
  const place = readAddress(address);
  if (place === undefined) throw new RangeError(`the address of ${name} is no host:port: ${address}`);
  return place;
}

/**
 * What a member hands out for the channel's configuration: its MSP without keys, and where its nodes are.
 *
 * @param layout where the member's MSP folder stands; absolute paths
 * @param nodes its own are picked from these
 */
export function channelOrganization(
  layout: MemberLayout,
  member: NodeOwner,
  { peers, orderers }: { readonly peers: readonly PeerNode[]; readonly orderers: readonly OrdererNode[] },
): ChannelOrganization {
  const isOwn = ({ member: owner }: PeerNode | OrdererNode): boolean => owner.id === member.id;
  return {
    mspId: member.mspId,
    mspFolder: layout.msp.folder,
    anchorPeers: peers.filter(isOwn).map(reachedAt),
    ordererEndpoints: orderers.filter(isOwn).map(({ address }) => address),
  };
}

/** What the owner of a consenter hands out for the channel's configuration. */
export function channelConsenter(layout: MemberLayout, orderer: OrdererNode): ChannelConsenter {
  const { msp, tls } = layout.orderer(orderer.consenter);
  return {
    mspId: orderer.member.mspId,
    ...reachedAt(orderer),
    identity: msp.certificate,
    tlsCertificate: tls.certificate,
  };
}
