import { PHASES, releaseRequestChecker, transient } from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { lotWrite, readLot } from '../../ledger/holdings/lots';
import { readFate, readInstructionHashes } from '../../ledger/settlement/instructions';
import { readLegs, readReservationHashes, reservationRemoval } from '../../ledger/settlement/reservations';
import { memberNamed } from '../../rules/consortium/membership';
import { holdersOfLot, requireLot } from '../../rules/holdings/lots';
import { requireHeldByAll } from '../../rules/records/held';
import { asGiven, readInstruction } from '../../rules/settlement/instructing';
import { requireReleasable } from '../../rules/settlement/releasing';
import { legOf, readReservation, reservationAs } from '../../rules/settlement/reserving';
import { ALREADY_RECORDED, isNew, privateTransaction, RECORDED } from '../execution/private-transaction';

/**
 * Gives a firm its reserved lot back, from its own copy and the supervisor's: the other firm cannot keep it from that.
 * Not once every leg is reserved, nor from the reservation cut-off to the next opening; of an instruction that both firms
 * have ended, at any time.
 */
export const releaseLot = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('release-request', releaseRequestChecker, sent(transient.request));
    const given = readInstruction(request.instruction);
    const reservation = readReservation(request.reservation);
    return { given, reservation };
  },
  sender: ({ reservation: { lot } }) => ({ kind: 'MEMBER', members: [lot.owner], role: 'trader' }),
  parties: ({ reservation: { lot } }, members) => [memberNamed(lot.owner, members)],
  phases: PHASES,
  before: async ({ request: { reservation }, sender, supervisor, state }) => {
    const holders = holdersOfLot(sender, supervisor);
    const hashes = await readReservationHashes(state, holders, reservation);
    return hashes.every(({ hash }) => hash === undefined) ? ALREADY_RECORDED : isNew(hashes);
  },
  read: async ({ request: { given, reservation }, state, holders, supervisor }) => {
    const [standing, fate, legs, lot] = await Promise.all([
      readInstructionHashes(state, holders, given.instruction),
      readFate(state, supervisor, given.instruction),
      readLegs(state, supervisor, given.instruction),
      readLot(state, reservation.lot, holders),
    ]);
    return { standing, fate, legs, lot };
  },
  rests: ({ request: { given, reservation }, standing: reserved, found }) => [
    () => {
      legOf(given.instruction, reservation);
    },
    () => {
      requireHeldByAll(found.standing, asGiven(given));
    },
    () => {
      requireHeldByAll(reserved, reservationAs(reservation));
    },
  ],
  decide: ({ request: { given, reservation }, found: { fate, legs, lot }, holders, today }) => {
    requireReleasable(given.instruction, fate, legs, today);
    requireLot(reservation.lot, 'RESERVED', lot.hashes);
    return {
      answer: RECORDED,
      writes: [reservationRemoval(holders, reservation), lotWrite(reservation.lot, 'FREE', holders)],
    };
  },
});
