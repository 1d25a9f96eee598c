import { common } from '@hyperledger/fabric-protos';
import {
  configGroup,
  namedPolicy,
  signaturePolicy,
  type WrittenGroup,
  type WrittenPolicy,
} from '../../../testing/channel-configuration';
import { channelPolicy, endorsementRule } from './channel-policy';
import { isSatisfied, organizationsOf, sufficientOf, type PolicyRule } from './policy-rule';

const ENDORSEMENT = '/Channel/Application/Endorsement';

/** Application organisations, each with its own Endorsement policy unless told otherwise. */
function channel(
  endorsement: WrittenPolicy,
  organizations: Readonly<Record<string, WrittenPolicy | undefined>>,
): common.ConfigGroup {
  const groups: Record<string, WrittenGroup> = {};
  for (const [name, policy] of Object.entries(organizations)) {
    groups[name] = policy ? { policies: { Endorsement: policy } } : {};
  }
  return configGroup({ groups: { Application: { policies: { Endorsement: endorsement }, groups } } });
}

const ownPeer = (name: string): WrittenPolicy => ({ outOf: 1, of: [`${name}MSP.peer`] });
const stock = (...names: readonly string[]): Record<string, WrittenPolicy> =>
  Object.fromEntries(names.map((name) => [name, ownPeer(name)]));

function rule(root: common.ConfigGroup, path = ENDORSEMENT): PolicyRule {
  const found = channelPolicy(root, path);
  if (!found) throw new Error(`no ${path}`);
  return found;
}

describe('an ImplicitMeta policy', () => {
  test.each([
    ['MAJORITY', 2, 2],
    ['MAJORITY', 3, 2],
    ['MAJORITY', 22, 12],
    ['ANY', 3, 1],
    ['ALL', 3, 3],
  ] as const)('%s of %i organisations wants %i', (meta, count, wanted) => {
    const names = Array.from({ length: count }, (_, i) => `Org${i + 1}`);
    const policy = rule(channel({ meta, of: 'Endorsement' }, stock(...names)));
    const mspIds = names.map((name) => `${name}MSP`);
    expect(new Set(organizationsOf(policy))).toEqual(new Set(mspIds));
    expect(sufficientOf(policy, mspIds)).toEqual(mspIds.slice(0, wanted));
    expect(isSatisfied(policy, mspIds.slice(1, wanted))).toBe(false);
  });

  test('counts an organisation that lacks the policy, which nobody satisfies there', () => {
    const root = channel({ meta: 'MAJORITY', of: 'Endorsement' }, { ...stock('A', 'B'), Bare: undefined });
    expect(sufficientOf(rule(root), ['BMSP', 'AMSP'])).toEqual(['BMSP', 'AMSP']);
    const two = channel({ meta: 'MAJORITY', of: 'Endorsement' }, { ...stock('A'), Bare: undefined });
    expect(sufficientOf(rule(two), ['AMSP'])).toBeUndefined();
  });

  test('over no organisation at all is satisfied by nobody’s signature', () => {
    expect(sufficientOf(rule(channel({ meta: 'MAJORITY', of: 'Endorsement' }, {})), ['AMSP'])).toEqual([]);
  });

  test('finds the policy that an organisation takes from others', () => {
    const root = channel(
      { meta: 'ALL', of: 'Endorsement' },
      { A: ownPeer('A'), B: { outOf: 2, of: ['BMSP.member', 'CMSP.peer'] } },
    );
    expect(organizationsOf(rule(root))).toEqual(['AMSP', 'BMSP', 'CMSP']);
    expect(sufficientOf(rule(root), ['CMSP', 'BMSP', 'AMSP'])).toEqual(['CMSP', 'BMSP', 'AMSP']);
  });
});

describe('a signature policy', () => {
  const outOf = (count: number, ...names: readonly string[]): WrittenPolicy => ({
    outOf: count,
    of: names.map((name) => `${name}MSP.peer` as const),
  });

  test('wants so many, the first in the order given', () => {
    const policy = rule(channel(outOf(2, 'A', 'B', 'C'), {}));
    expect(sufficientOf(policy, ['CMSP', 'AMSP', 'BMSP'])).toEqual(['CMSP', 'AMSP']);
  });

  test('may want one organisation and some of others', () => {
    const policy = rule(channel({ outOf: 2, of: ['AMSP.peer', outOf(1, 'B', 'C')] }, {}));
    expect(sufficientOf(policy, ['CMSP', 'BMSP', 'AMSP'])).toEqual(['CMSP', 'AMSP']);
    expect(sufficientOf(policy, ['CMSP', 'BMSP'])).toBeUndefined();
  });

  test('takes a signature for one of its rules only', () => {
    expect(sufficientOf(rule(channel(outOf(2, 'A', 'A'), {})), ['AMSP'])).toBeUndefined();
  });

  test('is not satisfied by peers where it wants an admin, a client or a consenter', () => {
    const policy = rule(channel({ outOf: 1, of: ['AMSP.admin', 'BMSP.client', 'CMSP.orderer'] }, {}));
    expect(organizationsOf(policy)).toEqual([]);
    expect(sufficientOf(policy, ['AMSP', 'BMSP', 'CMSP'])).toBeUndefined();
  });
});

describe('the policy of the contracts’ definition', () => {
  const root = channel({ meta: 'MAJORITY', of: 'Endorsement' }, stock('A', 'B'));
  const read = (bytes: Uint8Array): PolicyRule =>
    endorsementRule(root, common.ApplicationPolicy.deserializeBinary(bytes));

  test.each([ENDORSEMENT, 'Application/Endorsement'])('may be one of the channel’s: %s', (path) => {
    expect(organizationsOf(read(namedPolicy(path)))).toEqual(['AMSP', 'BMSP']);
  });

  test('may be its own', () => {
    const application = new common.ApplicationPolicy();
    application.setSignaturePolicy(signaturePolicy({ outOf: 1, of: ['AMSP.peer', 'BMSP.peer'] }));
    expect(sufficientOf(read(application.serializeBinary()), ['BMSP', 'AMSP'])).toEqual(['BMSP']);
  });

  test('is named when the channel lacks it', () => {
    expect(() => read(namedPolicy('/Channel/Application/Majority'))).toThrow(
      "the channel has no policy '/Channel/Application/Majority'",
    );
  });
});
