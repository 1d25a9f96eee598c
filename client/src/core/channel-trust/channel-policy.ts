import { common, msp } from '@hyperledger/fabric-protos';
import type { PolicyRule } from './policy-rule';

const NEVER: PolicyRule = { rule: 'NEVER' };

/** The organisation whose peers are meant by a principal; undefined where no peer is. */
function peersOrganization(principal: msp.MSPPrincipal): string | undefined {
  const { Classification } = msp.MSPPrincipal;
  const bytes = principal.getPrincipal_asU8();
  switch (principal.getPrincipalClassification()) {
    case Classification.ROLE: {
      const role = msp.MSPRole.deserializeBinary(bytes);
      const { MEMBER, PEER } = msp.MSPRole.MSPRoleType;
      return [MEMBER, PEER].some((each) => each === role.getRole()) ? role.getMspIdentifier() : undefined;
    }
    case Classification.ORGANIZATION_UNIT:
      return msp.OrganizationUnit.deserializeBinary(bytes).getMspIdentifier();
    case Classification.IDENTITY:
      return msp.SerializedIdentity.deserializeBinary(bytes).getMspid();
    case Classification.ANONYMITY:
    case Classification.COMBINED:
      return undefined;
  }
}

function fromSignaturePolicy(
  policy: common.SignaturePolicy | undefined,
  identities: readonly msp.MSPPrincipal[],
): PolicyRule {
  const outOf = policy?.getNOutOf();
  if (outOf) {
    const of = outOf.getRulesList().map((each) => fromSignaturePolicy(each, identities));
    return { rule: 'OUT_OF', count: outOf.getN(), of };
  }
  const principal = policy?.hasSignedBy() ? identities[policy.getSignedBy()] : undefined;
  const mspId = principal && peersOrganization(principal);
  return mspId === undefined ? NEVER : { rule: 'SIGNED_BY', mspId };
}

function fromEnvelope(envelope: common.SignaturePolicyEnvelope): PolicyRule {
  return fromSignaturePolicy(envelope.getRule(), envelope.getIdentitiesList());
}

/** Of so many sub-policies; with none at all Fabric takes each of the three rules for satisfied. */
function countOf(rule: number, policies: number): number {
  const { ALL, MAJORITY } = common.ImplicitMetaPolicy.Rule;
  if (rule === ALL || policies === 0) return policies;
  return rule === MAJORITY ? Math.floor(policies / 2) + 1 : 1;
}

function fromImplicitMeta(policy: common.ImplicitMetaPolicy, group: common.ConfigGroup): PolicyRule {
  const of: PolicyRule[] = [];
  group.getGroupsMap().forEach((child) => {
    of.push(policyOf(child, policy.getSubPolicy()) ?? NEVER);
  });
  return { rule: 'META', count: countOf(policy.getRule(), of.length), of };
}

function policyOf(group: common.ConfigGroup, name: string): PolicyRule | undefined {
  const policy = group.getPoliciesMap().get(name)?.getPolicy();
  if (!policy) return undefined;
  const { SIGNATURE, IMPLICIT_META } = common.Policy.PolicyType;
  switch (policy.getType()) {
    case SIGNATURE:
      return fromEnvelope(common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8()));
    case IMPLICIT_META:
      return fromImplicitMeta(common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8()), group);
    default:
      return NEVER;
  }
}

/**
 * One of a channel's policies.
 *
 * @param root the channel's configuration
 * @param path as Fabric takes it: `/Channel/Application/Endorsement`, or `Application/Endorsement`
 * @returns undefined where the channel has no such policy
 */
export function channelPolicy(root: common.ConfigGroup, path: string): PolicyRule | undefined {
  const names = path.replace(/^\/Channel\//, '').split('/');
  const policy = names.pop() ?? '';
  let group: common.ConfigGroup | undefined = root;
  for (const name of names) group = group?.getGroupsMap().get(name);
  return group && policyOf(group, policy);
}

/**
 * What the definition of contracts on a channel demands of endorsements.
 *
 * @param root the channel's configuration
 * @param application the definition's policy: one of the channel's by its path, or one of its own
 * @throws RangeError when it names a policy that the channel does not have
 */
export function endorsementRule(root: common.ConfigGroup, application: common.ApplicationPolicy): PolicyRule {
  const own = application.getSignaturePolicy();
  if (own) return fromEnvelope(own);
  const path = application.getChannelConfigPolicyReference();
  const rule = channelPolicy(root, path);
  if (!rule)
    throw new RangeError(`the channel has no policy '${path}', which the contracts' definition names`);
  return rule;
}
