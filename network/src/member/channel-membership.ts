import type { ChannelConsenter, ChannelOrganization } from '../channel/channel-plan';
import type { Member } from '../consortium/consortium';
import { memberLayout } from '../identities/layout';
import type { OrdererNode, PeerNode } from './nodes';

/**
 * What a member hands out for the channel's configuration: its MSP without keys, and where its nodes are.
 *
 * @param stateDir absolute path of the folder below which the member's MSP folder stands
 * @param nodes its own are picked from these
 */
export function channelOrganization(
  stateDir: string,
  member: Member,
  { peers, orderers }: { readonly peers: readonly PeerNode[]; readonly orderers: readonly OrdererNode[] },
): ChannelOrganization {
  const isOwn = ({ member: owner }: PeerNode | OrdererNode): boolean => owner.id === member.id;
  return {
    mspId: member.mspId,
    mspFolder: memberLayout(stateDir, member).msp.folder,
    anchorPeers: peers.filter(isOwn).map(({ host, port }) => ({ host, port })),
    ordererEndpoints: orderers.filter(isOwn).map(({ address }) => address),
  };
}

/** What the owner of a consenter hands out for the channel's configuration. */
export function channelConsenter(stateDir: string, orderer: OrdererNode): ChannelConsenter {
  const { msp, tls } = memberLayout(stateDir, orderer.member).orderer(orderer.consenter);
  const { host, port, member } = orderer;
  return { mspId: member.mspId, host, port, identity: msp.certificate, tlsCertificate: tls.certificate };
}
