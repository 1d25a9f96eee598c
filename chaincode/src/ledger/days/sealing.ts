import { attestationChecker, daySealChecker, keys, type Attestation, type DaySeal } from '@jangbu/model';
import type { PublicState } from '../state/context';
import { findDocument } from '../state/find';

/** The day's seal, if it has one. */
export function findSeal(state: PublicState, date: string): Promise<DaySeal | undefined> {
  return findDocument(state, keys.daySeal(date), daySealChecker);
}

/**
 * What these members have attested of a day. A key without an attestation is read as well: two that would
 * each seal the day, made at once, cannot both miss the other.
 */
export async function readAttestations(
  state: PublicState,
  date: string,
  members: readonly string[],
): Promise<Attestation[]> {
  const found = await Promise.all(
    members.map((member) => findDocument(state, keys.attestation(date, member), attestationChecker)),
  );
  return found.flatMap((attestation) => attestation ?? []);
}
