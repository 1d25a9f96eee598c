import type { ConsortiumDefinition } from '@jangbu/network';
import { supervisorId } from 'jangbu';

function firm(consortium: ConsortiumDefinition, position: number): string {
  const supervisor = supervisorId(consortium);
  const found = consortium.members.map(({ id }) => id).filter((id) => id !== supervisor)[position];
  if (found === undefined) throw new RangeError('it takes two firms');
  return found;
}

/** The firm that issues in a benchmark. */
export const issuerOf = (consortium: ConsortiumDefinition): string => firm(consortium, 0);

/** The firm at which investors log in. */
export const verifierOf = (consortium: ConsortiumDefinition): string => firm(consortium, 1);
