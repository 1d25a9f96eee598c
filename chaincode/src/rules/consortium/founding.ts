import {
  foundingListProblems,
  hashOf,
  RefusalError,
  type FoundingList,
  type MembersDocument,
  type SchemaProblem,
} from '@jangbu/model';
import { invalid } from '../../documents/parse';
import { requireRole, type Caller } from './membership';

/** What a founding is judged by. */
export interface FoundingCase {
  readonly caller: Caller;
  readonly channel: string;
  /** Hash of the list that travels in the chaincode package: a majority has approved it. */
  readonly approved: string;
  /** The members, when the ledger has been founded already. */
  readonly members: MembersDocument | undefined;
}

function foundingProblemsOf(list: FoundingList, channel: string): SchemaProblem[] {
  const elsewhere = list.channel === channel ? [] : [{ path: '/channel', message: 'another channel' }];
  return [...elsewhere, ...foundingListProblems(list)];
}

/**
 * Founds the ledger with the list that the members approved together with the chaincode package.
 *
 * @returns the members to write; undefined when this list has founded the ledger before
 * @throws RefusalError FOUNDING_LIST_MISMATCH, ROLE_REQUIRED, INVALID_DOCUMENT, NOT_A_MEMBER
 */
export function found(
  list: FoundingList,
  { caller, channel, approved, members }: FoundingCase,
): MembersDocument | undefined {
  const given = hashOf(list);
  if (given !== approved) throw new RefusalError('FOUNDING_LIST_MISMATCH', { approved, given });
  // Only now: where roles are read is for the approved list to say, not for the one that somebody brings.
  requireRole(caller, list, 'admin');
  const problems = foundingProblemsOf(list, channel);
  if (problems.length > 0) throw invalid('founding-list', ...problems);
  if (!list.members.some(({ mspId }) => mspId === caller.mspId)) {
    throw new RefusalError('NOT_A_MEMBER', { mspId: caller.mspId });
  }
  if (members) {
    if (members.foundingHash === given) return undefined;
    throw new RefusalError('FOUNDING_LIST_MISMATCH', { approved: members.foundingHash, given });
  }
  return {
    type: 'members',
    version: 1,
    foundingHash: given,
    members: list.members.map((member) => ({ ...member, status: 'ACTIVE', roles: [] })),
    ...(list.roles === undefined ? {} : { roles: list.roles }),
    ...(list.time === undefined ? {} : { time: list.time }),
  };
}
