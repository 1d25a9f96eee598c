import {
  attestationChecker,
  closedDayChecker,
  daySealChecker,
  keys,
  type Attestation,
  type ClosedDay,
  type DaySeal,
} from '@jangbu/model';
import type { PublicState } from '../state/context';
import { findDocument } from '../state/find';

/** That a date was a business day of this ledger and is closed, if so. */
export function findClosedDay(state: PublicState, date: string): Promise<ClosedDay | undefined> {
  return findDocument(state, keys.closedDay(date), closedDayChecker);
}

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
