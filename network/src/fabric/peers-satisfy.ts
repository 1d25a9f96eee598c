import { common, msp } from '@hyperledger/fabric-protos';

import type { ChannelPolicies } from './channel-policies';

/** Roles that a peer's certificate has, by `msp.MSPRole`. */
const PEER_ROLES: readonly number[] = [msp.MSPRole.MSPRoleType.PEER, msp.MSPRole.MSPRoleType.MEMBER];

function isPeerOf(organizations: ReadonlySet<string>, principal: msp.MSPPrincipal | undefined): boolean {
  // Organisational units and single identities are nobody's whom one could ask for by an organisation's name.
  if (principal?.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) return false;
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  return organizations.has(role.getMspIdentifier()) && PEER_ROLES.includes(role.getRole());
}

function ruleHolds(
  rule: common.SignaturePolicy,
  identities: readonly msp.MSPPrincipal[],
  organizations: ReadonlySet<string>,
): boolean {
  const some = rule.getNOutOf();
  if (some === undefined) return isPeerOf(organizations, identities[rule.getSignedBy()]);
  const held = some.getRulesList().filter((each) => ruleHolds(each, identities, organizations));
  return held.length >= some.getN();
}

function metaHolds(
  { rule, subPolicy }: { readonly rule: number; readonly subPolicy: string },
  group: common.ConfigGroup,
  organizations: ReadonlySet<string>,
): boolean {
  const groups: common.ConfigGroup[] = [];
  group.getGroupsMap().forEach((each) => groups.push(each));
  const held = groups.filter((each) => {
    const policy = each.getPoliciesMap().get(subPolicy)?.getPolicy();
    return policy !== undefined && policyHolds(policy, each, organizations);
  }).length;
  switch (rule) {
    case common.ImplicitMetaPolicy.Rule.ANY:
      // Fabric: of no groups at all, any is satisfied.
      return held >= Math.min(1, groups.length);
    case common.ImplicitMetaPolicy.Rule.ALL:
      return held === groups.length;
    default:
      // Fabric: half, rounded down, and one; none where there are no groups.
      return held >= (groups.length === 0 ? 0 : Math.floor(groups.length / 2) + 1);
  }
}

function policyHolds(
  policy: common.Policy,
  group: common.ConfigGroup,
  organizations: ReadonlySet<string>,
): boolean {
  switch (policy.getType()) {
    case common.Policy.PolicyType.SIGNATURE: {
      const envelope = common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8());
      const rule = envelope.getRule();
      return rule !== undefined && ruleHolds(rule, envelope.getIdentitiesList(), organizations);
    }
    case common.Policy.PolicyType.IMPLICIT_META: {
      const meta = common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8());
      return metaHolds({ rule: meta.getRule(), subPolicy: meta.getSubPolicy() }, group, organizations);
    }
    default:
      return false;
  }
}

/**
 * Whether one peer of each of these organisations satisfies a policy of the channel, as its configuration has it:
 * a signature policy, or an ImplicitMeta one as stock networks write it.
 *
 * @param path `/Channel/Application/LifecycleEndorsement`, for one
 * @param organizations MSP ids
 * @returns false, too, where the channel has no such policy
 */
export function peersSatisfy(
  policies: ChannelPolicies,
  path: string,
  organizations: Iterable<string>,
): boolean {
  const found = policies.policy(path);
  return found !== undefined && policyHolds(found.policy, found.group, new Set(organizations));
}

/**
 * The fewest of these organisations, the earlier ones first, whose peers satisfy a policy.
 *
 * @param organizations MSP ids, those that are wanted most first
 * @returns undefined where all of them together don't
 */
export function enoughPeers(
  policies: ChannelPolicies,
  path: string,
  organizations: readonly string[],
): readonly string[] | undefined {
  const count = organizations.findIndex((_, last) =>
    peersSatisfy(policies, path, organizations.slice(0, last + 1)),
  );
  if (count < 0) return undefined;
  let chosen = organizations.slice(0, count + 1);
  // Whom a policy does not count was taken in on the way.
  for (const each of [...chosen].reverse()) {
    const without = chosen.filter((other) => other !== each);
    if (peersSatisfy(policies, path, without)) chosen = without;
  }
  return chosen;
}
