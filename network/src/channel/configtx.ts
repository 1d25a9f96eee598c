import { stringify } from 'yaml';

import type { ChannelConsenter, ChannelOrganization, ChannelPlan } from './channel-plan';
import { anyMember, majorityPolicyName, moreThanHalf, own } from './policies';

/** The profile's name inside the generated configtx.yaml. */
export const profileName = 'Interfirm';

/** How SmartBFT orders: quick to notice a silent leader, because a person is watching. Durations as Go writes them. */
const smartBft = {
  // SmartBFT has no batch timeout of its own: this interval is the ordering latency of a lone transaction. A block
  // costs 22 peers some 100 ms of processor time however little is in it, so shorter is slower on one machine.
  RequestBatchMaxInterval: '200ms',
  RequestForwardTimeout: '1s',
  RequestComplainTimeout: '4s',
  RequestAutoRemoveTimeout: '3m0s',
  ViewChangeResendInterval: '2s',
  ViewChangeTimeout: '8s',
  LeaderHeartbeatTimeout: '10s',
  LeaderHeartbeatCount: 10,
  CollectTimeout: '1s',
  IncomingMessageBufferSize: 200,
  RequestPoolSize: 10_000,
  SyncOnStart: false,
  SpeedUpViewChange: false,
  // 1 is ROTATION_OFF of smartbft.Options.Rotation: with rotation on, Fabric refuses changes of consenters.
  LeaderRotation: 1,
  DecisionsPerLeader: 0,
};

/** A block with many pages sends its private data in one message of 100 MB at most. */
const maxMessageCount = 200;

function organizationSection(organization: ChannelOrganization): object {
  const { mspId, mspFolder, anchorPeers, ordererEndpoints } = organization;
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: mspFolder,
    Policies: {
      Readers: own(organization, 'member'),
      Writers: own(organization, 'member'),
      Admins: own(organization, 'admin'),
      // A member's implicit collection is endorsed by this policy: only its own peers may write there.
      Endorsement: own(organization, 'peer'),
    },
    AnchorPeers: anchorPeers.map(({ host, port }) => ({ Host: host, Port: port })),
    ...(ordererEndpoints.length > 0 ? { OrdererEndpoints: ordererEndpoints } : {}),
  };
}

function consenterSection(consenter: ChannelConsenter, position: number): object {
  return {
    // SmartBFT counts its nodes from 1.
    ID: position + 1,
    Host: consenter.host,
    Port: consenter.port,
    MSPID: consenter.mspId,
    Identity: consenter.identity,
    ClientTLSCert: consenter.tlsCertificate,
    ServerTLSCert: consenter.tlsCertificate,
  };
}

function commonPolicies(members: readonly ChannelOrganization[]): object {
  return {
    Readers: anyMember(members),
    Writers: anyMember(members),
    Admins: moreThanHalf(members, 'admin'),
  };
}

/**
 * The channel's configuration as configtxgen reads it. One definition of a member serves the application and
 * the orderer group, so that its MSP is the same bytes in both, which Fabric demands.
 *
 * @returns the text of configtx.yaml
 */
export function configtxText({ organizations: members, consenters }: ChannelPlan): string {
  const sections = new Map(members.map((member) => [member.mspId, organizationSection(member)]));
  const owners = [...new Set(consenters.map(({ mspId }) => mspId))];
  const majorityOfPeers = moreThanHalf(members, 'peer');
  const profile = {
    Policies: commonPolicies(members),
    Capabilities: { V3_0: true },
    Orderer: {
      OrdererType: 'BFT',
      // Unused by SmartBFT, but configtxgen wants a number.
      BatchTimeout: '1s',
      BatchSize: { MaxMessageCount: maxMessageCount, AbsoluteMaxBytes: '10 MB', PreferredMaxBytes: '10 MB' },
      SmartBFT: smartBft,
      ConsenterMapping: consenters.map(consenterSection),
      Organizations: owners.map((mspId) => sections.get(mspId)),
      // configtxgen wants a BlockValidation policy and replaces it by the quorum of the consenters' identities.
      Policies: {
        ...commonPolicies(members),
        BlockValidation: anyMember(consenters),
      },
      Capabilities: { V2_0: true },
    },
    Application: {
      Organizations: [...sections.values()],
      Policies: {
        ...commonPolicies(members),
        LifecycleEndorsement: majorityOfPeers,
        Endorsement: majorityOfPeers,
        [majorityPolicyName]: majorityOfPeers,
      },
      Capabilities: { V2_5: true },
    },
  };
  // Written out in full: an alias would hide from a reader which policy stands where.
  return stringify({ Profiles: { [profileName]: profile } }, { aliasDuplicateObjects: false, lineWidth: 0 });
}
