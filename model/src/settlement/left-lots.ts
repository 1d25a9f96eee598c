import type { Lot } from '../documents/holdings';
import type { Instruction } from '../documents/instructions';
import type { Reservation } from '../documents/settlement';
import { deliveredLot } from './records';

/** A lot of one party's as settling an instruction leaves it. */
export interface LeftLot {
  /** The place of the leg, from zero. */
  readonly leg: number;
  readonly lot: Lot;
  /** It has received it, or delivered it. */
  readonly status: 'FREE' | 'SPENT';
}

/**
 * The lots of a party as settling an instruction leaves them: what it has received, and of what it has delivered those
 * lots whose reservations are given.
 */
export function leftLots(
  instruction: Instruction,
  reservations: readonly (Reservation | undefined)[],
  party: string,
): LeftLot[] {
  return instruction.legs.flatMap((leg, place): LeftLot[] => {
    if (leg.to === party) {
      return [{ leg: place, lot: deliveredLot(instruction, leg, place), status: 'FREE' }];
    }
    const lot = leg.from === party ? reservations[place]?.lot : undefined;
    return lot ? [{ leg: place, lot, status: 'SPENT' }] : [];
  });
}
