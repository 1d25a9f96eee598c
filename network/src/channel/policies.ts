import { majorityOf } from '@jangbu/model';

/** A policy as configtxgen reads it. All of ours are signature policies, evaluated in one flat pass. */
export interface SignaturePolicy {
  readonly Type: 'Signature';
  readonly Rule: string;
}

/** Whoever is named by an MSP id: a member, an organisation of the channel. */
interface Holder {
  readonly mspId: string;
}
type PrincipalRole = 'member' | 'admin' | 'peer';

function signature(Rule: string): SignaturePolicy {
  return { Type: 'Signature', Rule };
}

function principals(holders: readonly Holder[], role: PrincipalRole): string {
  return holders.map(({ mspId }) => `'${mspId}.${role}'`).join(', ');
}

/** Any one of these members, whatever its identity's role. */
export function anyMember(members: readonly Holder[]): SignaturePolicy {
  return signature(`OR(${principals(members, 'member')})`);
}

/** More than half of the members, each by an identity of that role. */
export function moreThanHalf(members: readonly Holder[], role: PrincipalRole): SignaturePolicy {
  return signature(`OutOf(${majorityOf(members.length)}, ${principals(members, role)})`);
}

/** One member's own identity of that role. */
export function own(member: Holder, role: PrincipalRole): SignaturePolicy {
  return signature(`OR(${principals([member], role)})`);
}

/** Name of the policy that the chaincode's definition refers to: more than half of the members' peers. */
export const majorityPolicyName = 'Majority';

/** Its full path, as `--channel-config-policy` takes it. */
export const majorityPolicyPath = `/Channel/Application/${majorityPolicyName}`;

/** Path of the policy that any one member satisfies. */
export const anyMemberPolicyPath = '/Channel/Application/Writers';
