import type { MemberRole } from '@jangbu/network';

/** A member, as the consortium file and the ledger have it. */
interface NamedMember {
  readonly id: string;
  readonly name: { readonly ko: string; readonly en: string };
}

interface Named {
  readonly members: readonly NamedMember[];
}

/** The supervisor's member id, by the consortium file. */
export function supervisorId(consortium: {
  readonly members: readonly { readonly id: string; readonly roles: readonly MemberRole[] }[];
}): string {
  const supervisor = consortium.members.find(({ roles }) => roles.includes('supervisor'));
  if (!supervisor) throw new RangeError('a consortium file names a supervisor');
  return supervisor.id;
}

/**
 * A member's Korean and English name; its id where it is not among the members.
 *
 * @param named the members, by the ledger or by the consortium file
 */
export function memberName(named: Named, id: string): string {
  const member = named.members.find((each) => each.id === id);
  return member ? `${member.name.ko} ${member.name.en}` : id;
}
