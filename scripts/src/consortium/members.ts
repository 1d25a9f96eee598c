import type { Consortium } from '@jangbu/network';

/** A member's Korean and English name; its id where the consortium file does not have it. */
export function nameOf(consortium: Consortium, id: string): string {
  const member = consortium.members.find((each) => each.id === id);
  return member ? `${member.name.ko} ${member.name.en}` : id;
}
