import type { Lot, Reservation } from '@jangbu/model';
import { randomSalt } from '../../core/random/random';
import type { ReadInstruction } from './instruction-view';

/**
 * Sets a lot aside for a leg of an instruction.
 *
 * @param place of the leg, from zero
 * @param lot of the exact amount that the leg delivers
 */
export function newReservation(
  { instruction: { creator, instructionId } }: Pick<ReadInstruction, 'instruction'>,
  place: number,
  lot: Lot,
): Reservation {
  return {
    type: 'reservation',
    version: 1,
    instruction: { creator, instructionId },
    leg: place,
    lot,
    salt: randomSalt(),
  };
}
