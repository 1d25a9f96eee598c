import {
  accountKindOf,
  instructionName,
  lotName,
  RefusalError,
  reservationChecker,
  reservationName,
  reservationText,
  sha256Hex,
  type Instruction,
  type Leg,
  type Lot,
  type RefusalFacts,
  type Reservation,
} from '@jangbu/model';
import { parseCanonical } from '../../documents/parse';
import type { GivenDocument, HeldHashes } from '../records/held';

/**
 * Reads a reservation that was given as its canonical text.
 *
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL
 */
export function readReservation(text: string): Reservation {
  return parseCanonical('reservation', reservationChecker, text);
}

function inconsistent(
  { instruction }: Reservation,
  field: RefusalFacts['RESERVATION_INCONSISTENT']['field'],
): RefusalError {
  return new RefusalError('RESERVATION_INCONSISTENT', { instruction: instructionName(instruction), field });
}

/** Requires that a lot is exactly what a leg delivers: the instrument, out of the right account, the full amount. */
function requireExact(lot: Lot, leg: Leg, accountKind: Lot['accountKind']): void {
  const name = lotName(lot);
  if (lot.instrument !== leg.instrument) {
    const facts = { lot: name, required: leg.instrument, given: lot.instrument };
    throw new RefusalError('INSTRUMENT_MISMATCH', facts);
  }
  if (lot.accountKind !== accountKind) {
    const facts = { lot: name, required: accountKind, given: lot.accountKind };
    throw new RefusalError('ACCOUNT_KIND_MISMATCH', facts);
  }
  if (lot.amount !== leg.amount) {
    throw new RefusalError('AMOUNT_MISMATCH', { lot: name, required: leg.amount, given: lot.amount });
  }
}

/**
 * The leg for which a reservation sets its lot aside, once it is known to fit: the lot's owner
 * delivers the leg, and the lot is exactly what the leg delivers.
 *
 * @throws RefusalError RESERVATION_INCONSISTENT, NOT_THE_DELIVERER, INSTRUMENT_MISMATCH,
 *   ACCOUNT_KIND_MISMATCH, AMOUNT_MISMATCH
 */
export function legOf(instruction: Instruction, reservation: Reservation): Leg {
  const { lot, leg: place } = reservation;
  if (instructionName(reservation.instruction) !== instructionName(instruction)) {
    throw inconsistent(reservation, 'instruction');
  }
  const leg = instruction.legs[place];
  if (leg?.from !== lot.owner) {
    const facts = { instruction: instructionName(instruction), leg: place, member: lot.owner };
    throw new RefusalError('NOT_THE_DELIVERER', facts);
  }
  if (lot.status !== 'FREE') throw inconsistent(reservation, 'lot');
  requireExact(lot, leg, accountKindOf(instruction, lot.owner));
  return leg;
}

/**
 * Requires that a reservation is a new one, and follows on the one of its leg that stands.
 *
 * @param previous the one that stands; undefined when the leg has had none
 * @throws RefusalError RESERVATION_INCONSISTENT, LEG_RESERVED
 */
export function requireNext(reservation: Reservation, previous: Reservation | undefined): void {
  if (reservation.status !== 'HELD') throw inconsistent(reservation, 'status');
  if (previous?.status === 'HELD') {
    const { instruction, leg } = reservation;
    throw new RefusalError('LEG_RESERVED', { instruction: instructionName(instruction), leg });
  }
  if (reservation.round !== (previous?.round ?? 0) + 1) throw inconsistent(reservation, 'round');
}

/**
 * Requires that a request reserves for each leg once, and each lot once: within one transaction a lot
 * looks free however often it is taken.
 *
 * @throws RefusalError RESERVATION_INCONSISTENT
 */
export function requireDistinct(reservations: readonly Reservation[]): void {
  const seen = new Set<string>();
  for (const reservation of reservations) {
    const names = [
      `lot ${lotName(reservation.lot)}`,
      `leg ${instructionName(reservation.instruction)}/${reservation.leg}`,
    ];
    if (names.some((name) => seen.has(name))) throw inconsistent(reservation, 'repeated');
    for (const name of names) seen.add(name);
  }
}

/**
 * Requires a reservation, or the word that there is none, for each leg of an instruction, in their order.
 *
 * @throws RefusalError RESERVATION_INCONSISTENT
 */
export function requireEachLeg(
  instruction: Instruction,
  reservations: readonly (Reservation | undefined)[],
): void {
  const inOrder = reservations.every((reservation, i) => !reservation || reservation.leg === i);
  if (inOrder && reservations.length === instruction.legs.length) return;
  const facts = { instruction: instructionName(instruction), field: 'leg' } as const;
  throw new RefusalError('RESERVATION_INCONSISTENT', facts);
}

/** By what a refusal names a reservation, and by which hash it is known in a status. */
export function reservationAs(reservation: Reservation, status: Reservation['status']): GivenDocument {
  const hash = sha256Hex(reservationText(reservation, status));
  return { document: 'reservation', id: reservationName(reservation), hash };
}

/** In which status a reservation stands with all that are asked; undefined when it does not. */
export function statusHeld(reservation: Reservation, hashes: HeldHashes): Reservation['status'] | undefined {
  return (['HELD', 'RELEASED', 'USED'] as const).find((status) => {
    const { hash } = reservationAs(reservation, status);
    return hashes.every((held) => held.hash === hash);
  });
}
