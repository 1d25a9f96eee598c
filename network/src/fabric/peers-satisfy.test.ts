import { common, msp } from '@hyperledger/fabric-protos';

import { ChannelPolicies } from './channel-policies';
import { enoughPeers, peersSatisfy } from './peers-satisfy';

const { Rule } = common.ImplicitMetaPolicy;

function principal(mspId: string, role: number): msp.MSPPrincipal {
  const named = new msp.MSPRole();
  named.setMspIdentifier(mspId);
  named.setRole(role as 0);
  const made = new msp.MSPPrincipal();
  made.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  made.setPrincipal(named.serializeBinary());
  return made;
}

function outOf(count: number, mspIds: readonly string[], role: number): common.Policy {
  const some = new common.SignaturePolicy.NOutOf();
  some.setN(count);
  some.setRulesList(
    mspIds.map((_, i) => {
      const one = new common.SignaturePolicy();
      one.setSignedBy(i);
      return one;
    }),
  );
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(some);
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(rule);
  envelope.setIdentitiesList(mspIds.map((mspId) => principal(mspId, role)));
  return policy(common.Policy.PolicyType.SIGNATURE, envelope.serializeBinary());
}

function meta(rule: 0 | 1 | 2): common.Policy {
  const of = new common.ImplicitMetaPolicy();
  of.setRule(rule);
  of.setSubPolicy('Endorsement');
  return policy(common.Policy.PolicyType.IMPLICIT_META, of.serializeBinary());
}

function policy(type: 1 | 3, value: Uint8Array): common.Policy {
  const made = new common.Policy();
  made.setType(type);
  made.setValue(value);
  return made;
}

function put(group: common.ConfigGroup, name: string, of: common.Policy): void {
  const entry = new common.ConfigPolicy();
  entry.setPolicy(of);
  group.getPoliciesMap().set(name, entry);
}

const { PEER, ADMIN, MEMBER } = msp.MSPRole.MSPRoleType;

/** A channel of these organisations, each with an Endorsement policy of its own; the groups' names are not their MSP ids. */
function channel(mspIds: readonly string[], lifecycle: common.Policy): ChannelPolicies {
  const application = new common.ConfigGroup();
  for (const mspId of mspIds) {
    const group = new common.ConfigGroup();
    put(group, 'Endorsement', outOf(1, [mspId], PEER));
    application.getGroupsMap().set(`group of ${mspId}`, group);
  }
  put(application, 'LifecycleEndorsement', lifecycle);
  const root = new common.ConfigGroup();
  root.getGroupsMap().set('Application', application);
  const config = new common.Config();
  config.setChannelGroup(root);
  return new ChannelPolicies(config.serializeBinary());
}

const path = '/Channel/Application/LifecycleEndorsement';
const five = ['A', 'B', 'C', 'D', 'E'];

describe('whose peers satisfy a policy of the channel', () => {
  it.each([
    ['a majority of a stock network', meta(Rule.MAJORITY), ['A', 'C', 'E'], ['A', 'C']],
    ['all of them', meta(Rule.ALL), five, ['A', 'B', 'C', 'D']],
    ['any of them', meta(Rule.ANY), ['D'], []],
    ['three of five, flat', outOf(3, five, PEER), ['B', 'C', 'D'], ['B', 'C', 'X']],
    ['three of five as members', outOf(3, five, MEMBER), ['B', 'C', 'D'], ['B', 'C']],
  ] as const)('%s', (_, lifecycle, enough, tooFew) => {
    expect(peersSatisfy(channel(five, lifecycle), path, enough)).toBe(true);
    expect(peersSatisfy(channel(five, lifecycle), path, tooFew)).toBe(false);
  });

  it('is nobody where an admin is asked for, and where there is no such policy', () => {
    expect(peersSatisfy(channel(five, outOf(1, five, ADMIN)), path, five)).toBe(false);
    expect(peersSatisfy(channel(five, meta(Rule.ANY)), '/Channel/Application/None', five)).toBe(false);
    expect(peersSatisfy(channel(five, meta(Rule.ANY)), '/Channel/Nowhere/Writers', five)).toBe(false);
    expect(peersSatisfy(channel(five, meta(Rule.ANY)), 'Writers', five)).toBe(false);
  });

  it('of two organisations both are a majority', () => {
    expect(enoughPeers(channel(['A', 'B'], meta(Rule.MAJORITY)), path, ['A'])).toBeUndefined();
    expect(enoughPeers(channel(['A', 'B'], meta(Rule.MAJORITY)), path, ['A', 'B'])).toEqual(['A', 'B']);
  });
});

describe('the fewest peers', () => {
  it('are the first that are wanted', () => {
    expect(enoughPeers(channel(five, meta(Rule.MAJORITY)), path, ['E', 'B', 'A', 'C'])).toEqual([
      'E',
      'B',
      'A',
    ]);
  });

  it('leave out whom the policy does not count', () => {
    expect(enoughPeers(channel(five, outOf(1, ['C'], PEER)), path, five)).toEqual(['C']);
  });
});
