import type { ClientRole } from '@jangbu/model';
import type { ConsortiumDefinition } from '@jangbu/network';

/** The supervisor's member id, by the consortium file. */
export function supervisorId(consortium: ConsortiumDefinition): string {
  const supervisor = consortium.members.find(({ roles }) => roles.includes('supervisor'));
  if (!supervisor) throw new RangeError('a consortium file names a supervisor');
  return supervisor.id;
}

/** Under which role a member reads and settles from day to day: the supervisor's operator sees what all firms have. */
export function deskRole(consortium: ConsortiumDefinition, member: string): ClientRole {
  return member === supervisorId(consortium) ? 'operator' : 'trader';
}

/** A member's Korean and English name; its id where the consortium file does not have it. */
export function memberName(consortium: ConsortiumDefinition, id: string): string {
  const member = consortium.members.find((each) => each.id === id);
  return member ? `${member.name.ko} ${member.name.en}` : id;
}
