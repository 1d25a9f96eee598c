import { Type, type Static } from '@sinclair/typebox';
import { Checker, type SchemaProblem } from '../schema/checker';
import { closed, Lei, MemberId, MspId, oneOf } from '../schema/fields';

const MemberName = closed({
  en: Type.String({ minLength: 1, maxLength: 100 }),
  ko: Type.String({ minLength: 1, maxLength: 100 }),
});

/** A member as the founders agreed on it: who it is, and nothing that a vote may change. */
export const FoundingMember = closed({ id: MemberId, mspId: MspId, name: MemberName, lei: Lei });
export type FoundingMember = Static<typeof FoundingMember>;

/**
 * Where the contracts read what a client may do. `ATTRIBUTE`: the attribute `jangbu.role` of its certificate, as Fabric
 * CA writes it. `NODE_OU`: where a certificate has no such attribute, the one node OU in its subject; so it is on
 * networks whose certificates were made by `cryptogen`, which writes no attributes.
 */
export const RoleSource = oneOf('ATTRIBUTE', 'NODE_OU');
export type RoleSource = Static<typeof RoleSource>;

/**
 * The members that found a ledger. Its hash travels in the chaincode package, so whoever approves
 * the package has approved the list.
 */
export const FoundingList = closed({
  type: Type.Literal('founding-list'),
  version: Type.Literal(1),
  channel: Type.String({ minLength: 1, maxLength: 249 }),
  members: Type.Array(FoundingMember, { minItems: 1, maxItems: 200 }),
  /** `ATTRIBUTE` unless it says otherwise. */
  roles: Type.Optional(RoleSource),
});
export type FoundingList = Static<typeof FoundingList>;

/** What a member does for all others; granted by vote. At most one member is the supervisor. */
export const LedgerRole = oneOf('supervisor', 'custodian', 'issuer');
export type LedgerRole = Static<typeof LedgerRole>;

export const LedgerMember = closed({
  id: MemberId,
  mspId: MspId,
  name: MemberName,
  lei: Lei,
  status: oneOf('ACTIVE', 'SUSPENDED'),
  roles: Type.Array(LedgerRole),
});
export type LedgerMember = Static<typeof LedgerMember>;

/** The members in force: one public document, changed only by the founding and by carried votes. */
export const MembersDocument = closed({
  type: Type.Literal('members'),
  version: Type.Literal(1),
  foundingHash: Type.String(),
  members: Type.Array(LedgerMember),
  /** As the founding list has it: no vote changes it. */
  roles: Type.Optional(RoleSource),
  /** Who has supervised before, once for each term that has ended, in their order. */
  formerSupervisors: Type.Optional(Type.Array(MemberId, { minItems: 1 })),
});
export type MembersDocument = Static<typeof MembersDocument>;

export const foundingListChecker = new Checker(FoundingList);
export const membersDocumentChecker = new Checker(MembersDocument);

/** Where roles are read, by a founding list or the members in force. */
export function roleSourceOf({ roles = 'ATTRIBUTE' }: { readonly roles?: RoleSource }): RoleSource {
  return roles;
}

function namedTwice({ members }: FoundingList, field: 'id' | 'mspId'): SchemaProblem[] {
  const seen = new Set<string>();
  return members.flatMap((member, i) => {
    const first = !seen.has(member[field]);
    seen.add(member[field]);
    return first ? [] : [{ path: `/members/${i}/${field}`, message: 'named twice' }];
  });
}

/** What is wrong with a founding list that fits its schema: members or organisations that it names twice. */
export function foundingListProblems(list: FoundingList): SchemaProblem[] {
  return [...namedTwice(list, 'id'), ...namedTwice(list, 'mspId')];
}

/** How many are more than half. */
export function majorityOf(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** The members that have a vote and whose word counts. */
export function activeMembers(document: MembersDocument): readonly LedgerMember[] {
  return document.members.filter((member) => member.status === 'ACTIVE');
}

/** The supervisor in force, if one has been named. */
export function supervisorOf(document: MembersDocument): LedgerMember | undefined {
  return activeMembers(document).find((member) => member.roles.includes('supervisor'));
}
