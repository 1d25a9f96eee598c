import {
  activeMembers,
  pairOf,
  RefusalError,
  roleSourceOf,
  supervisorOf,
  type ClientRole,
  type LedgerMember,
  type MembersDocument,
  type Pair,
  type RoleSource,
} from '@jangbu/model';
import { invalid } from '../../documents/parse';

/** What a certificate says of its holder's roles, read in one of the places where roles may stand. */
export interface CertifiedRoles {
  /** What stands there, as far as it is known: a role, or a node OU. */
  readonly given: string | null;
  readonly roles: readonly ClientRole[];
}

/** Who signed the transaction. */
export interface Caller {
  /** The organisation that the creator's certificate belongs to, as the peer has verified. */
  readonly mspId: string;
  /** The roles that the certificate gives its holder, by where the members have agreed to read them. */
  readonly certified: Readonly<Record<RoleSource, CertifiedRoles>>;
  /** PEM, as it stands in the transaction. */
  readonly certificate: string;
}

/** Where roles are read: as the founding list says, and with it the members document. */
export type RolesAgreed = Pick<MembersDocument, 'roles'>;

/** Whether the caller's certificate gives it one of the roles. */
export function hasRole(caller: Caller, agreed: RolesAgreed, ...wanted: readonly ClientRole[]): boolean {
  return caller.certified[roleSourceOf(agreed)].roles.some((role) => wanted.includes(role));
}

/**
 * Requires that the caller's certificate gives it one of the roles.
 *
 * @throws RefusalError ROLE_REQUIRED
 */
export function requireRole(caller: Caller, agreed: RolesAgreed, ...required: readonly ClientRole[]): void {
  if (hasRole(caller, agreed, ...required)) return;
  const { given } = caller.certified[roleSourceOf(agreed)];
  throw new RefusalError('ROLE_REQUIRED', { required, given });
}

/**
 * The member for which the caller acts.
 *
 * @throws RefusalError NOT_A_MEMBER
 */
export function memberOf(caller: Caller, members: MembersDocument): LedgerMember {
  const member = activeMembers(members).find(({ mspId }) => mspId === caller.mspId);
  if (!member) throw new RefusalError('NOT_A_MEMBER', { mspId: caller.mspId });
  return member;
}

/**
 * The member for which the caller acts, suspended ones among them: what a suspension does not take away.
 *
 * @throws RefusalError NOT_A_MEMBER
 */
export function listedMemberOf(caller: Caller, members: MembersDocument): LedgerMember {
  const member = members.members.find(({ mspId }) => mspId === caller.mspId);
  if (!member) throw new RefusalError('NOT_A_MEMBER', { mspId: caller.mspId });
  return member;
}

/**
 * An active member by its id.
 *
 * @throws RefusalError MEMBER_UNKNOWN
 */
export function memberNamed(id: string, members: MembersDocument): LedgerMember {
  const member = activeMembers(members).find((each) => each.id === id);
  if (!member) throw new RefusalError('MEMBER_UNKNOWN', { member: id });
  return member;
}

/**
 * A listed member by its id, suspended ones among them.
 *
 * @throws RefusalError MEMBER_UNKNOWN
 */
export function listedMemberNamed(id: string, { members }: MembersDocument): LedgerMember {
  const member = members.find((each) => each.id === id);
  if (!member) throw new RefusalError('MEMBER_UNKNOWN', { member: id });
  return member;
}

/**
 * The supervisor in force.
 *
 * @throws RefusalError NO_SUPERVISOR
 */
export function requireSupervisor(members: MembersDocument): LedgerMember {
  const supervisor = supervisorOf(members);
  if (!supervisor) throw new RefusalError('NO_SUPERVISOR', {});
  return supervisor;
}

/**
 * Requires that the caller acts for the supervisor in force.
 *
 * @throws RefusalError NOT_A_MEMBER, NO_SUPERVISOR, NOT_THE_SUPERVISOR, ROLE_REQUIRED
 */
export function requireSupervisorsOwn(caller: Caller, members: MembersDocument, role: ClientRole): void {
  const member = memberOf(caller, members);
  if (member !== requireSupervisor(members)) {
    throw new RefusalError('NOT_THE_SUPERVISOR', { caller: member.id });
  }
  requireRole(caller, members, role);
}

/**
 * Requires that the caller submits in its own member's name: a document records what its submitter
 * itself says.
 *
 * @param claimed the member that the document names as its submitter
 * @returns that member
 * @throws RefusalError NOT_A_MEMBER, NOT_THE_SUBMITTER, ROLE_REQUIRED
 */
export function requireSubmitter(
  caller: Caller,
  members: MembersDocument,
  claimed: string,
  role: ClientRole,
): LedgerMember {
  return requireOwnName(memberOf(caller, members), caller, members, claimed, role);
}

/**
 * {@link requireSubmitter} for what a suspended member may still say: its attestations, and the end of what it said
 * before, so that a suspension leaves nobody's word standing which its own author would withdraw.
 *
 * @throws RefusalError NOT_A_MEMBER, NOT_THE_SUBMITTER, ROLE_REQUIRED
 */
export function requireListedSubmitter(
  caller: Caller,
  members: MembersDocument,
  claimed: string,
  role: ClientRole,
): LedgerMember {
  return requireOwnName(listedMemberOf(caller, members), caller, members, claimed, role);
}

function requireOwnName(
  member: LedgerMember,
  caller: Caller,
  members: MembersDocument,
  claimed: string,
  role: ClientRole,
): LedgerMember {
  if (member.id !== claimed) throw new RefusalError('NOT_THE_SUBMITTER', { claimed, caller: member.id });
  requireRole(caller, members, role);
  return member;
}

/**
 * The two members of the pair that a request names.
 *
 * @throws RefusalError INVALID_DOCUMENT, SAME_PARTY, MEMBER_UNKNOWN
 */
export function partiesOf(
  [first, second]: Pair,
  members: MembersDocument,
): readonly [LedgerMember, LedgerMember] {
  if (first === second) throw new RefusalError('SAME_PARTY', { member: first });
  if (pairOf(first, second)[0] !== first) {
    throw invalid('match-request', { path: '/pair', message: 'not in the order of the ids' });
  }
  return [memberNamed(first, members), memberNamed(second, members)];
}

/**
 * Requires that the caller acts for one of the parties, as its trader, or for the supervisor, as its operator.
 *
 * @returns the caller's member
 * @throws RefusalError NOT_A_MEMBER, NOT_A_PARTY, ROLE_REQUIRED
 */
export function requirePartyOrSupervisor(
  caller: Caller,
  members: MembersDocument,
  parties: readonly LedgerMember[],
  supervisor: LedgerMember,
): LedgerMember {
  const member = memberOf(caller, members);
  const roles: readonly ClientRole[] = [
    ...(parties.includes(member) ? (['trader'] as const) : []),
    ...(member === supervisor ? (['operator'] as const) : []),
  ];
  if (roles.length === 0) {
    throw new RefusalError('NOT_A_PARTY', { caller: member.id, parties: parties.map(({ id }) => id) });
  }
  requireRole(caller, members, ...roles);
  return member;
}

/**
 * The two that take part in what one member says of trades with another, the speaker first.
 *
 * @throws RefusalError SAME_PARTY, MEMBER_UNKNOWN
 */
export function partiesToSaid(
  { submitter, counterparty }: { readonly submitter: string; readonly counterparty: string },
  members: MembersDocument,
): readonly [LedgerMember, LedgerMember] {
  if (counterparty === submitter) throw new RefusalError('SAME_PARTY', { member: submitter });
  return [memberNamed(submitter, members), memberNamed(counterparty, members)];
}

/** The parties and the supervisor, each once: the members that hold a private document of a pair. */
export function holdersOf(
  parties: readonly LedgerMember[],
  supervisor: LedgerMember,
): readonly LedgerMember[] {
  return [...parties, ...(parties.includes(supervisor) ? [] : [supervisor])];
}
