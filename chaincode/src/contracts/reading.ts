import { clientRoles, RefusalError, supervisorOf, type MembersDocument } from '@jangbu/model';
import type { QueryContext } from '../ledger/context';
import { readMembers } from '../ledger/reference';
import { memberOf, requireRole } from '../rules/membership';

/**
 * The members, for a query by any role of an active member.
 *
 * @throws RefusalError NOT_FOUNDED, NOT_A_MEMBER, ROLE_REQUIRED
 */
export async function readAsMember(ctx: QueryContext): Promise<MembersDocument> {
  const members = await readMembers(ctx.state);
  memberOf(ctx.caller, members);
  requireRole(ctx.caller, ...clientRoles);
  return members;
}

/** What of its own collection a caller may read: facts of a party, or on the supervisor's duty everything. */
interface Reader {
  readonly id: string;
  readonly supervises: boolean;
  /** The supervisor's operator matches, records fails, and proves that all lots are accounted for. */
  readonly onDuty: boolean;
}

async function readerOf(ctx: QueryContext): Promise<Reader> {
  const members = await readAsMember(ctx);
  const { id } = memberOf(ctx.caller, members);
  const supervises = supervisorOf(members)?.id === id;
  return { id, supervises, onDuty: supervises && ctx.caller.role === 'operator' };
}

/**
 * Requires that the caller's member is one of the parties, or that the caller is the supervisor's operator.
 * The collection of a supervisor, of a former one too, holds what it is no party to.
 *
 * @throws RefusalError NOT_A_PARTY, INQUIRY_REQUIRED, NOT_FOUNDED, NOT_A_MEMBER, ROLE_REQUIRED
 */
export async function requireReader(ctx: QueryContext, parties: readonly string[]): Promise<void> {
  const { id, supervises, onDuty } = await readerOf(ctx);
  if (onDuty || parties.includes(id)) return;
  if (supervises) throw new RefusalError('INQUIRY_REQUIRED', { parties });
  throw new RefusalError('NOT_A_PARTY', { caller: id, parties });
}

/**
 * Whether the caller may read facts of given parties; for a query that leaves the others out.
 *
 * @throws RefusalError NOT_FOUNDED, NOT_A_MEMBER, ROLE_REQUIRED
 */
export async function readableBy(ctx: QueryContext): Promise<(isParty: (id: string) => boolean) => boolean> {
  const { id, onDuty } = await readerOf(ctx);
  return (isParty) => onDuty || isParty(id);
}
