import { stringify } from 'yaml';

import type { Member } from '../consortium/consortium';
import { memberLayout, type NodeLayout } from '../identities/layout';
import { host, type OrdererNode, type Topology } from '../devnet/topology';
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

function ordererLayout(stateDir: string, orderer: OrdererNode): NodeLayout {
  return memberLayout(stateDir, orderer.member).orderer(orderer.consenter);
}

function organization(topology: Topology, stateDir: string, member: Member): object {
  const endpoints = topology.orderers.filter(({ member: owner }) => owner.id === member.id);
  const anchors = topology.peers.filter((peer) => peer.member.id === member.id);
  return {
    Name: member.mspId,
    ID: member.mspId,
    MSPDir: memberLayout(stateDir, member).msp.folder,
    Policies: {
      Readers: own(member, 'member'),
      Writers: own(member, 'member'),
      Admins: own(member, 'admin'),
      // A member's implicit collection is endorsed by this policy: only its own peers may write there.
      Endorsement: own(member, 'peer'),
    },
    AnchorPeers: anchors.map(({ port }) => ({ Host: host, Port: port })),
    ...(endpoints.length > 0 ? { OrdererEndpoints: endpoints.map(({ address }) => address) } : {}),
  };
}

function consenter(stateDir: string, orderer: OrdererNode): object {
  const layout = ordererLayout(stateDir, orderer);
  return {
    // SmartBFT counts its nodes from 1.
    ID: orderer.consenter + 1,
    Host: host,
    Port: orderer.port,
    MSPID: orderer.member.mspId,
    Identity: layout.msp.certificate,
    ClientTLSCert: layout.tls.certificate,
    ServerTLSCert: layout.tls.certificate,
  };
}

function commonPolicies(members: readonly Member[]): object {
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
 * @param topology the network's nodes
 * @param stateDir absolute path of the state folder, where the members' MSP folders stand
 * @returns the text of configtx.yaml
 */
export function configtxText(topology: Topology, stateDir: string): string {
  const { members, orderers } = topology;
  const organizations = new Map(
    members.map((member) => [member.id, organization(topology, stateDir, member)]),
  );
  const owners = [...new Set(orderers.map(({ member }) => member.id))];
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
      ConsenterMapping: orderers.map((orderer) => consenter(stateDir, orderer)),
      Organizations: owners.map((id) => organizations.get(id)),
      // configtxgen wants a BlockValidation policy and replaces it by the quorum of the consenters' identities.
      Policies: {
        ...commonPolicies(members),
        BlockValidation: anyMember(orderers.map(({ member }) => member)),
      },
      Capabilities: { V2_0: true },
    },
    Application: {
      Organizations: members.map(({ id }) => organizations.get(id)),
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
