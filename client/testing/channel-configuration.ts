import { common, msp } from '@hyperledger/fabric-protos';
import type { EndorsingFacts } from '../src/core/peers/transport';

type Role = keyof msp.MSPRole.MSPRoleTypeMap;

/** A policy that a test writes: names of roles are Fabric's. */
export type WrittenPolicy =
  | { readonly outOf: number; readonly of: readonly (WrittenPolicy | `${string}.${Lowercase<Role>}`)[] }
  | { readonly meta: keyof common.ImplicitMetaPolicy.RuleMap; readonly of: string };

/** A group of a channel's configuration that a test writes. */
export interface WrittenGroup {
  readonly policies?: Readonly<Record<string, WrittenPolicy>>;
  readonly groups?: Readonly<Record<string, WrittenGroup>>;
}

/** A role of an organisation, as policies name it. */
export function rolePrincipal(mspId: string, role: Role): msp.MSPPrincipal {
  const content = new msp.MSPRole();
  content.setMspIdentifier(mspId);
  content.setRole(msp.MSPRole.MSPRoleType[role]);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(content.serializeBinary());
  return principal;
}

function signatureRule(
  policy: WrittenPolicy | string,
  principals: msp.MSPPrincipal[],
): common.SignaturePolicy {
  const rule = new common.SignaturePolicy();
  if (typeof policy === 'string') {
    const [mspId = '', role = ''] = policy.split('.');
    principals.push(rolePrincipal(mspId, role.toUpperCase() as Role));
    rule.setSignedBy(principals.length - 1);
  } else if ('outOf' in policy) {
    const outOf = new common.SignaturePolicy.NOutOf();
    outOf.setN(policy.outOf);
    outOf.setRulesList(policy.of.map((each) => signatureRule(each, principals)));
    rule.setNOutOf(outOf);
  }
  return rule;
}

/** A signature policy as definitions and configurations hold it. */
export function signaturePolicy(policy: WrittenPolicy): common.SignaturePolicyEnvelope {
  const principals: msp.MSPPrincipal[] = [];
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(signatureRule(policy, principals));
  envelope.setIdentitiesList(principals);
  return envelope;
}

function implicitMeta(policy: Extract<WrittenPolicy, { meta: unknown }>): common.ImplicitMetaPolicy {
  const content = new common.ImplicitMetaPolicy();
  content.setRule(common.ImplicitMetaPolicy.Rule[policy.meta]);
  content.setSubPolicy(policy.of);
  return content;
}

function configPolicy(written: WrittenPolicy): common.ConfigPolicy {
  const { SIGNATURE, IMPLICIT_META } = common.Policy.PolicyType;
  const policy = new common.Policy();
  policy.setType('meta' in written ? IMPLICIT_META : SIGNATURE);
  const content = 'meta' in written ? implicitMeta(written) : signaturePolicy(written);
  policy.setValue(content.serializeBinary());
  const wrapped = new common.ConfigPolicy();
  wrapped.setPolicy(policy);
  return wrapped;
}

/** A group of a channel's configuration. */
export function configGroup({ policies = {}, groups = {} }: WrittenGroup): common.ConfigGroup {
  const group = new common.ConfigGroup();
  for (const [name, policy] of Object.entries(policies)) {
    group.getPoliciesMap().set(name, configPolicy(policy));
  }
  for (const [name, child] of Object.entries(groups)) group.getGroupsMap().set(name, configGroup(child));
  return group;
}

/** A configuration block as a peer has it. */
export function configurationBlock(root: WrittenGroup, channel = 'interfirm'): Uint8Array {
  const config = new common.Config();
  config.setChannelGroup(configGroup(root));
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId(channel);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(envelope.serializeBinary());
  const sealed = new common.Envelope();
  sealed.setPayload(payload.serializeBinary());
  const data = new common.BlockData();
  data.setDataList([sealed.serializeBinary()]);
  const block = new common.Block();
  block.setData(data);
  return block.serializeBinary();
}

/** The policy of a definition that names one of the channel's. */
export function namedPolicy(path: string): Uint8Array {
  const policy = new common.ApplicationPolicy();
  policy.setChannelConfigPolicyReference(path);
  return policy.serializeBinary();
}

/** A channel as stock networks are: more than half of these organisations' own policies. */
export function stockChannel(mspIds: readonly string[]): EndorsingFacts {
  const organization = (mspId: string): WrittenGroup => ({
    policies: { Endorsement: { outOf: 1, of: [`${mspId}.peer`] } },
  });
  const application: WrittenGroup = {
    policies: { Endorsement: { meta: 'MAJORITY', of: 'Endorsement' } },
    groups: Object.fromEntries(mspIds.map((mspId) => [mspId.replace('MSP', ''), organization(mspId)])),
  };
  return {
    configurationBlock: configurationBlock({ groups: { Application: application } }),
    applicationPolicy: namedPolicy('/Channel/Application/Endorsement'),
  };
}

/** A channel as ours are: one flat policy that more than half of these organisations' peers satisfy. */
export function flatChannel(mspIds: readonly string[]): EndorsingFacts {
  const majority: WrittenPolicy = {
    outOf: Math.floor(mspIds.length / 2) + 1,
    of: mspIds.map((mspId) => `${mspId}.peer` as const),
  };
  const application = { policies: { Majority: majority, Endorsement: majority } };
  return {
    configurationBlock: configurationBlock({ groups: { Application: application } }),
    applicationPolicy: namedPolicy('/Channel/Application/Majority'),
  };
}
