import { Type, type Static } from '@sinclair/typebox';
import { Checker, type SchemaProblem } from '../schema/checker';
import { Issuing } from './issuing';
import { ChannelName, closed, Lei, lineOfText, MemberId, MspId, oneOf } from '../schema/fields';

const MemberName = closed({
  en: lineOfText(100),
  ko: lineOfText(100),
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
 * By what the business day moves. `CLOCK`: no earlier than its cut-offs by the clocks of those that sign the move. `FREE`:
 * whenever the supervisor moves it, for development and tests.
 */
export const DayTime = oneOf('CLOCK', 'FREE');
export type DayTime = Static<typeof DayTime>;

/** The word for days that move freely; days by the clock have none, so that one agreement has one hash. */
export const FreeTime = Type.Literal('FREE');

/**
 * The members that found a ledger. Its hash travels in the chaincode package, so whoever approves
 * the package has approved the list.
 */
export const FoundingList = closed({
  type: Type.Literal('founding-list'),
  version: Type.Literal(1),
  channel: ChannelName,
  members: Type.Array(FoundingMember, { minItems: 1, maxItems: 200 }),
  /** `ATTRIBUTE` unless it says otherwise. */
  roles: Type.Optional(RoleSource),
  /** Days go by the clock unless it says `FREE`. */
  time: Type.Optional(FreeTime),
});
export type FoundingList = Static<typeof FoundingList>;

/** What a member does for all others; granted by vote. At most one member is the supervisor. */
export const LedgerRole = oneOf('supervisor', 'custodian');
export type LedgerRole = Static<typeof LedgerRole>;

export const LedgerMember = closed({
  id: MemberId,
  mspId: MspId,
  name: MemberName,
  lei: Lei,
  status: oneOf('ACTIVE', 'SUSPENDED'),
  roles: Type.Array(LedgerRole),
  /** Absent where the members never let it issue credentials. */
  issuing: Type.Optional(Issuing),
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
  /** As the founding list has it: no vote changes it. */
  time: Type.Optional(FreeTime),
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

/** By what the business day moves, by a founding list or the members in force. */
export function dayTimeOf({ time = 'CLOCK' }: { readonly time?: DayTime }): DayTime {
  return time;
}

function namedTwice({ members }: FoundingList, field: 'id' | 'mspId' | 'lei'): SchemaProblem[] {
  const seen = new Set<string>();
  return members.flatMap((member, i) => {
    const first = !seen.has(member[field]);
    seen.add(member[field]);
    return first ? [] : [{ path: `/members/${i}/${field}`, message: 'named twice' }];
  });
}

/**
 * What is wrong with a founding list that fits its schema: members or organisations that it names twice, or legal
 * entities, each of which has one LEI (ISO 17442).
 */
export function foundingListProblems(list: FoundingList): SchemaProblem[] {
  return (['id', 'mspId', 'lei'] as const).flatMap((field) => namedTwice(list, field));
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
