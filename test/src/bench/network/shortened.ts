import type { ConsortiumDefinition } from '@jangbu/network';
import { supervisorId } from 'jangbu';

/** So many firms at most beside the supervisor: enough for pairs that share no firm, and one that only looks on. */
const FIRMS = 5;

/**
 * The same consortium with fewer firms: those that own consenters stay, then the first ones. A block costs
 * processor time at each peer, and the short form of a benchmark has seconds.
 */
export function shortened(consortium: ConsortiumDefinition): ConsortiumDefinition {
  const supervisor = supervisorId(consortium);
  const firms = consortium.members.map(({ id }) => id).filter((id) => id !== supervisor);
  const owners = firms.filter((id) => consortium.consenters.includes(id));
  const others = firms.filter((id) => !owners.includes(id));
  const stay = new Set([supervisor, ...owners, ...others.slice(0, Math.max(0, FIRMS - owners.length))]);
  return { ...consortium, members: consortium.members.filter(({ id }) => stay.has(id)) };
}
