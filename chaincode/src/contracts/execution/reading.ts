import { clientRoles, RefusalError, supervisorOf, type MembersDocument } from '@jangbu/model';
import type { QueryContext } from '../../ledger/state/context';
import { readMembers } from '../../ledger/consortium/reference';
import { hasRole, listedMemberOf, requireRole } from '../../rules/consortium/membership';

/**
 * The members, for a query by any role of a member. A suspended one reads on: it attests closed days, and its own
 * peer holds all this anyway.
 *
 * @throws RefusalError NOT_FOUNDED, NOT_A_MEMBER, ROLE_REQUIRED
 */
export async function readAsMember(ctx: QueryContext): Promise<MembersDocument> {
  const members = await readMembers(ctx.state);
  listedMemberOf(ctx.caller, members);
  requireRole(ctx.caller, members, ...clientRoles);
  return members;
}

/** What of its own collection a caller may read: facts of a party, or on the supervisor's duty everything. */
export interface Reader {
  readonly id: string;
  readonly supervises: boolean;
  /** The supervisor's operator matches, records fails, and proves that all lots are accounted for. */
  readonly onDuty: boolean;
}

/**
 * Who asks, and what that lets it read.
 *
 * @throws RefusalError NOT_FOUNDED, NOT_A_MEMBER, ROLE_REQUIRED
 */
export async function readerOf(ctx: QueryContext): Promise<Reader> {
  const members = await readAsMember(ctx);
  const { id } = listedMemberOf(ctx.caller, members);
  const supervises = supervisorOf(members)?.id === id;
  return { id, supervises, onDuty: supervises && hasRole(ctx.caller, members, 'operator') };
}

/** Whether a reader may read a fact of these parties. */
export function isReadable({ id, onDuty }: Reader, parties: readonly string[]): boolean {
  return onDuty || parties.includes(id);
}

/**
 * Requires that a reader's member is one of the parties, or that it is the supervisor's operator.
 * The collection of a supervisor, of a former one too, holds what it is no party to.
 *
 * @throws RefusalError NOT_A_PARTY, INQUIRY_REQUIRED
 */
export function requireReadable(reader: Reader, parties: readonly string[]): void {
  if (isReadable(reader, parties)) return;
  if (reader.supervises) throw new RefusalError('INQUIRY_REQUIRED', { parties });
  throw new RefusalError('NOT_A_PARTY', { caller: reader.id, parties });
}
