import type { Consortium } from '@jangbu/network';
import { supervisorId } from 'jangbu';

function firm(consortium: Consortium, position: number): string {
  const supervisor = supervisorId(consortium);
  const found = consortium.members.map(({ id }) => id).filter((id) => id !== supervisor)[position];
  if (found === undefined) throw new RangeError('it takes two firms');
  return found;
}

/** The firm that issues in a benchmark. */
export const issuerOf = (consortium: Consortium): string => firm(consortium, 0);

/** The firm at which investors log in. */
export const verifierOf = (consortium: Consortium): string => firm(consortium, 1);
