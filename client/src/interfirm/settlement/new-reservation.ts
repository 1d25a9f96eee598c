import { reservationText, type Lot, type Reservation } from '@jangbu/model';
import { randomId, randomSalt } from '../../core/random/random';
import type { ReadInstruction } from './instruction-view';

/** A lot that is to be set aside, and the reservation of its leg that stood before. */
export interface NewReservation {
  readonly reservation: Reservation;
  readonly previous: string | null;
}

/**
 * Sets a lot aside for a leg of an instruction.
 *
 * @param place of the leg, from zero
 * @param lot of the exact amount that the leg delivers
 */
export function newReservation(read: ReadInstruction, place: number, lot: Lot): NewReservation {
  const before = read.reservations[place]?.reservation;
  const { creator, instructionId } = read.instruction;
  const reservation: Reservation = {
    type: 'reservation',
    version: 1,
    instruction: { creator, instructionId },
    leg: place,
    round: (before?.round ?? 0) + 1,
    lot,
    delivers: { lotId: randomId(), salt: randomSalt() },
    status: 'HELD',
    salt: randomSalt(),
  };
  return { reservation, previous: before ? reservationText(before, before.status) : null };
}
