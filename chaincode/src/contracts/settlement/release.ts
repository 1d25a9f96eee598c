import { instructionName, RefusalError, releaseRequestChecker, transient } from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { lotWrite, readLot } from '../../ledger/holdings/lots';
import { readReservationHashes, reservationWrite } from '../../ledger/settlement/reservations';
import { memberNamed } from '../../rules/consortium/membership';
import { holdersOfLot, requireLot } from '../../rules/holdings/lots';
import { requireHeldByAll } from '../../rules/records/held';
import { readReservation, reservationAs, statusHeld } from '../../rules/settlement/reserving';
import { ALREADY_RECORDED, isNew, privateTransaction, RECORDED } from '../execution/private-transaction';

/**
 * Gives a firm its reserved lot back, from its own copy and the supervisor's: the other firm cannot
 * keep it from that. Not once settlement has closed, so that fails are told by what stood then.
 */
export const releaseLot = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('release-request', releaseRequestChecker, sent(transient.request));
    return readReservation(request.reservation);
  },
  sender: ({ lot }) => ({ kind: 'MEMBER', members: [lot.owner], role: 'trader' }),
  parties: ({ lot }, members) => [memberNamed(lot.owner, members)],
  phases: ['OPEN'],
  before: async ({ request: reservation, sender, supervisor, state }) => {
    const holders = holdersOfLot(sender, supervisor);
    const hashes = await readReservationHashes(state, holders, reservation);
    const status = statusHeld(reservation, hashes);
    if (status === 'RELEASED') return ALREADY_RECORDED;
    if (status !== 'USED') return isNew(hashes);
    throw new RefusalError('INSTRUCTION_SETTLED', { instruction: instructionName(reservation.instruction) });
  },
  read: ({ request: { lot }, state, holders }) => readLot(state, lot, holders),
  rests: ({ request: reservation, standing, found: { lot, hashes: hashes } }) => [
    () => {
      requireHeldByAll(standing, reservationAs(reservation, 'HELD'));
    },
    () => {
      requireLot(lot, 'RESERVED', hashes);
    },
  ],
  decide: ({ request: reservation, holders }) => ({
    answer: RECORDED,
    writes: [reservationWrite(holders, reservation, 'RELEASED'), lotWrite(reservation.lot, 'FREE', holders)],
  }),
});
