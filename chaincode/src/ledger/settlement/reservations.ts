import {
  canonicalJson,
  keys,
  type Instruction,
  type LedgerMember,
  type LegName,
  type Reservation,
} from '@jangbu/model';
import type { HeldHashes } from '../../rules/records/held';
import type { SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { privateWrite, takeAway, type Write } from '../state/write';

/** What stands of a leg's reservation with those who are asked. */
export function readReservationHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { instruction, leg }: LegName,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.reservation(instruction, leg));
}

/** What stands of the reservation of each of an instruction's legs with the supervisor, on whose word it counts for the other party. */
export function readLegs(
  state: SubmittedState,
  supervisor: LedgerMember,
  instruction: Instruction,
): Promise<HeldHashes[]> {
  return Promise.all(
    instruction.legs.map((_, leg) => readReservationHashes(state, [supervisor], { instruction, leg })),
  );
}

/** Writes a reservation. */
export function reservationWrite(holders: readonly LedgerMember[], reservation: Reservation): Write {
  const { instruction, leg } = reservation;
  return privateWrite(holders, keys.reservation(instruction, leg), canonicalJson(reservation));
}

/** Takes a reservation away: its lot is free again. */
export function reservationRemoval(
  holders: readonly LedgerMember[],
  { instruction, leg }: Reservation,
): Write {
  return takeAway(holders, keys.reservation(instruction, leg));
}
