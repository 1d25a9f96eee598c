import {
  accountKindOf,
  canonicalJson,
  instructionName,
  lotName,
  RefusalError,
  reservationChecker,
  reservationName,
  sha256Hex,
  type Instruction,
  type InstructionName,
  type LedgerMember,
  type Leg,
  type Lot,
  type RefusalFacts,
  type Reservation,
} from '@jangbu/model';
import { parseCanonical } from '../../documents/parse';
import { isHeldAlike, type GivenDocument, type HeldHashes } from '../records/held';

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
 * Requires that a leg has no lot reserved for it, by the supervisor's copy alone: a deliverer that spoils its own would
 * else put another lot in the place of the first.
 *
 * @param standing what stands of its reservation with its deliverer and the supervisor
 * @throws RefusalError LEG_RESERVED
 */
export function requireOpenLeg(
  { instruction, leg }: Reservation,
  standing: HeldHashes,
  supervisor: LedgerMember,
): void {
  const standsWith = ({ member, hash }: HeldHashes[number]): boolean =>
    member.id === supervisor.id && hash !== undefined;
  if (!standing.some(standsWith)) return;
  throw new RefusalError('LEG_RESERVED', { instruction: instructionName(instruction), leg });
}

/** Whether each leg has a lot reserved for it, by what stands of their reservations with the supervisor. */
export function isFinal(legs: readonly HeldHashes[]): boolean {
  return legs.every(isHeldAlike);
}

/**
 * Requires that some leg has no lot: once all have one, no party stops the instruction.
 *
 * @throws RefusalError INSTRUCTION_FINAL
 */
export function requireNotFinal(instruction: InstructionName, legs: readonly HeldHashes[]): void {
  if (!isFinal(legs)) return;
  throw new RefusalError('INSTRUCTION_FINAL', { instruction: instructionName(instruction) });
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

/**
 * What a leg delivers, once it is known to have a lot reserved.
 *
 * @param delivery undefined where none is given; what stands of its reservation ends with the supervisor's
 * @throws RefusalError NOT_RESERVED
 */
export function requireReserved<D extends { readonly standing: HeldHashes }>(
  instruction: InstructionName,
  leg: number,
  delivery: D | undefined,
): D {
  if (delivery?.standing.at(-1)?.hash !== undefined) return delivery;
  throw new RefusalError('NOT_RESERVED', { instruction: instructionName(instruction), leg });
}

/** By what a refusal names a reservation, and by which hash it is known. */
export function reservationAs(reservation: Reservation): GivenDocument {
  return {
    document: 'reservation',
    id: reservationName(reservation),
    hash: sha256Hex(canonicalJson(reservation)),
  };
}
