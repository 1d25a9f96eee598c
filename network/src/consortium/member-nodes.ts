import type { ConsortiumDefinition, Member } from './consortium';

/** DNS name of a member's peer; it stands in the peer's TLS certificate. */
export function peerHost(member: Pick<Member, 'domain'>, index: number): string {
  return `peer${index}.${member.domain}`;
}

/** DNS name of a consenter under its owner's domain; it stands in the orderer's TLS certificate. */
export function ordererHost(owner: Pick<Member, 'domain'>, consenter: number): string {
  return `orderer${consenter}.${owner.domain}`;
}

/** The numbers of a member's peers, from 0. */
export function peerNumbersOf({ peers = 1 }: Pick<Member, 'peers'>): readonly number[] {
  return Array.from({ length: peers }, (_, index) => index);
}

/** The consenters that a member owns, as positions in the consortium's list, from 0. */
export function consentersOf(
  consortium: Pick<ConsortiumDefinition, 'consenters'>,
  member: Pick<Member, 'id'>,
): readonly number[] {
  return consortium.consenters.flatMap((owner, index) => (owner === member.id ? [index] : []));
}
