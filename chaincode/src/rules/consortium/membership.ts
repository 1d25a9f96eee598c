import {
  activeMembers,
  RefusalError,
  supervisorOf,
  type ClientRole,
  type LedgerMember,
  type MembersDocument,
} from '@jangbu/model';

/** Who signed the transaction. */
export interface Caller {
  /** The organisation that the creator's certificate belongs to, as the peer has verified. */
  readonly mspId: string;
  /** The role that the certificate names; null when it names none of the known ones. */
  readonly role: ClientRole | null;
  /** PEM, as it stands in the transaction. */
  readonly certificate: string;
}

/**
 * Requires that the caller's certificate names one of the roles.
 *
 * @throws RefusalError ROLE_REQUIRED
 */
export function requireRole(caller: Caller, ...required: readonly ClientRole[]): void {
  if (caller.role !== null && required.includes(caller.role)) return;
  throw new RefusalError('ROLE_REQUIRED', { required, given: caller.role });
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
  requireRole(caller, role);
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
  const member = memberOf(caller, members);
  if (member.id !== claimed) throw new RefusalError('NOT_THE_SUBMITTER', { claimed, caller: member.id });
  requireRole(caller, role);
  return member;
}

/**
 * The members that hold what one member's trader says of trades with another: both, and the supervisor.
 *
 * @throws RefusalError NOT_A_MEMBER, NOT_THE_SUBMITTER, ROLE_REQUIRED, SAME_PARTY, MEMBER_UNKNOWN,
 *   NO_SUPERVISOR
 */
export function holdersOfSaid(
  caller: Caller,
  members: MembersDocument,
  said: { readonly submitter: string; readonly counterparty: string },
): readonly LedgerMember[] {
  const submitter = requireSubmitter(caller, members, said.submitter, 'trader');
  if (said.counterparty === submitter.id) throw new RefusalError('SAME_PARTY', { member: submitter.id });
  return holdersOf([submitter, memberNamed(said.counterparty, members)], requireSupervisor(members));
}

/** The parties and the supervisor, each once: the members that hold a private document of a pair. */
export function holdersOf(
  parties: readonly LedgerMember[],
  supervisor: LedgerMember,
): readonly LedgerMember[] {
  return [...parties, ...(parties.includes(supervisor) ? [] : [supervisor])];
}
