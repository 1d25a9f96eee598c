import { clientRoles, type MembersDocument } from '@jangbu/model';
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
