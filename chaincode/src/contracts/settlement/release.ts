import { instructionName, RefusalError, releaseRequestChecker, transient, type Receipt } from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import type { SubmitContext } from '../../ledger/state/context';
import { lotWrite, readLot } from '../../ledger/holdings/lots';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { readReservationHoldings, reservationWrite } from '../../ledger/settlement/reservations';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { requireHeldByAll } from '../../rules/records/held';
import { holdersOfLot, requireLot } from '../../rules/holdings/lots';
import { requireSubmitter, requireSupervisor } from '../../rules/consortium/membership';
import { readReservation, reservationAs, statusHeld } from '../../rules/settlement/reserving';

/**
 * Gives a firm its reserved lot back, from its own copy and the supervisor's: the other firm cannot
 * keep it from that. Not once settlement has closed, so that fails are told by what stood then.
 */
export async function releaseLot(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const request = parseDocument('release-request', releaseRequestChecker, ctx.transient(transient.request));
  const reservation = readReservation(request.reservation);
  const { lot } = reservation;
  const members = await readMembers(ctx.state);
  const owner = requireSubmitter(ctx.caller, members, lot.owner, 'trader');
  const holders = holdersOfLot(owner, requireSupervisor(members));
  const [standing, held, day] = await Promise.all([
    readReservationHoldings(ctx.state, holders, reservation),
    readLot(ctx.state, lot, holders),
    findBusinessDay(ctx.state),
  ]);
  const status = statusHeld(reservation, standing);
  if (status === 'RELEASED') return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  if (status === 'USED') {
    const instruction = instructionName(reservation.instruction);
    throw new RefusalError('INSTRUCTION_SETTLED', { instruction });
  }
  requireHeldByAll(standing, reservationAs(reservation, 'HELD'));
  requirePhase(day, 'OPEN', 'MATCHING_CLOSED');
  requireLot(lot, 'RESERVED', held.holdings);
  return {
    answer: { status: 'RECORDED' },
    writes: [reservationWrite(holders, reservation, 'RELEASED'), lotWrite(lot, 'FREE', holders)],
  };
}
