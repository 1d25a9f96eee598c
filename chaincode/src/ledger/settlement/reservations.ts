import { keys, reservationText, type LedgerMember, type Reservation } from '@jangbu/model';
import type { HeldHashes } from '../../rules/records/held';
import type { SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

/** What stands of a leg's reservation with those who are asked. */
export function readReservationHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { instruction, leg }: Pick<Reservation, 'instruction' | 'leg'>,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.reservation(instruction, leg));
}

/** Writes a reservation in a status. */
export function reservationWrite(
  holders: readonly LedgerMember[],
  reservation: Reservation,
  status: Reservation['status'],
): Write {
  const { instruction, leg } = reservation;
  return privateWrite(holders, keys.reservation(instruction, leg), reservationText(reservation, status));
}
