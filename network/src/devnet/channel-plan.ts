import type { ChannelPlan } from '../channel/channel-plan';
import { memberLayout } from '../identities/layout';
import { channelConsenter, channelOrganization } from '../member/channel-membership';
import type { Topology } from './topology';

/**
 * The plan of a development network's channel: what all members hand out, put together.
 *
 * @param stateDir absolute path of the state folder, where the members' MSP folders stand
 */
export function channelPlanOf(topology: Topology, stateDir: string): ChannelPlan {
  return {
    channel: topology.channel,
    organizations: topology.members.map((member) =>
      channelOrganization(memberLayout(stateDir, member), member, topology),
    ),
    consenters: topology.orderers.map((orderer) =>
      channelConsenter(memberLayout(stateDir, orderer.member), orderer),
    ),
  };
}
