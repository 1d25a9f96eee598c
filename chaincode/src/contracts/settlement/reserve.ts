import {
  reservationName,
  reserveRequestChecker,
  transient,
  type LedgerMember,
  type Receipt,
  type Reservation,
  type ShownTo,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { readTrustedReservation } from '../../documents/trusted';
import type { SubmitContext } from '../../ledger/state/context';
import { readFate, readInstructionHoldings } from '../../ledger/settlement/instructions';
import { lotWrite, readLot } from '../../ledger/holdings/lots';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { readReservationHoldings, reservationWrite } from '../../ledger/settlement/reservations';
import type { Decision, Write } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { requireHeldByAll, requireStanding } from '../../rules/records/held';
import { asGiven, readInstruction, requireOnePair, type GivenInstruction } from '../../rules/settlement/instructing';
import { holdersOfLot, requireLot } from '../../rules/holdings/lots';
import { holdersOf, requireSubmitter, requireSupervisor } from '../../rules/consortium/membership';
import { partiesOf } from '../../rules/trades/matching';
import { legOf, readReservation, requireDistinct, requireNext, statusHeld } from '../../rules/settlement/reserving';
import { requirePending } from '../../rules/settlement/settling';

/** One lot to be set aside. */
interface Item {
  readonly given: GivenInstruction;
  readonly reservation: Reservation;
  readonly previous: string | null;
}

/** Who takes a reservation in, and on whose word it counts: its owner's and the supervisor's. */
interface Holders {
  readonly reservation: readonly LedgerMember[];
  readonly lot: readonly LedgerMember[];
}

/** What is to be set aside: lots for instructions of one pair. */
function readItems(ctx: SubmitContext): {
  readonly items: readonly [Item, ...Item[]];
  readonly shownTo: ShownTo;
} {
  const request = parseDocument('reserve-request', reserveRequestChecker, ctx.transient(transient.request));
  const [first, ...others] = request.items.map(({ instruction, reservation, previous }) => ({
    given: readInstruction(instruction),
    reservation: readReservation(reservation),
    previous,
  }));
  if (!first) throw invalid('reserve-request', { path: '/items', message: 'empty' });
  const items = [first, ...others] as const;
  requireOnePair(items.map(({ given }) => given));
  requireDistinct(items.map(({ reservation }) => reservation));
  return { items, shownTo: request.shownTo };
}

/** What setting one lot aside writes; nothing when it had been done before, and all that it is shown to know it. */
async function reserveOne(ctx: SubmitContext, item: Item, holders: Holders): Promise<readonly Write[]> {
  const { given, reservation, previous } = item;
  const { instruction } = given;
  const [shown, instructed, fate, held] = await Promise.all([
    readReservationHoldings(ctx.state, holders.reservation, reservation),
    readInstructionHoldings(ctx.state, holders.lot, instruction),
    readFate(ctx.state, holders.lot, instruction),
    readLot(ctx.state, reservation.lot, holders.lot),
  ]);
  const standing = shown.filter(({ member }) => holders.lot.includes(member));
  const status = statusHeld(reservation, standing);
  if (status) {
    const known = status !== 'HELD' || statusHeld(reservation, shown) === 'HELD';
    return known ? [] : [reservationWrite(holders.reservation, reservation, 'HELD')];
  }
  requireHeldByAll(instructed, asGiven(given));
  requirePending(instruction, fate);
  requireStanding(previous, standing, { document: 'reservation', id: reservationName(reservation) });
  requireNext(reservation, previous === null ? undefined : readTrustedReservation(previous));
  requireLot(reservation.lot, 'FREE', held.holdings);
  return [
    reservationWrite(holders.reservation, reservation, 'HELD'),
    lotWrite(reservation.lot, 'RESERVED', holders.lot),
  ];
}

/**
 * Sets a firm's own lots aside for what it delivers. It needs the peers of the firm and the supervisor
 * only: else a firm could withhold its peer, and see the other at fault for not having reserved.
 */
export async function reserveLots(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const { items, shownTo } = readItems(ctx);
  const [{ given, reservation: first }] = items;
  const members = await readMembers(ctx.state);
  const supervisor = requireSupervisor(members);
  const owner = requireSubmitter(ctx.caller, members, first.lot.owner, 'trader');
  const parties = partiesOf(given.instruction.pair, members);
  for (const { given: each, reservation } of items) {
    legOf(each.instruction, reservation);
    requireSubmitter(ctx.caller, members, reservation.lot.owner, 'trader');
  }
  const lot = holdersOfLot(owner, supervisor);
  const holders = { lot, reservation: shownTo === 'BOTH' ? holdersOf(parties, supervisor) : lot };
  const writes = await Promise.all(items.map((item) => reserveOne(ctx, item, holders)));
  if (writes.flat().length === 0) return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  requirePhase(await findBusinessDay(ctx.state), 'OPEN', 'MATCHING_CLOSED');
  return { answer: { status: 'RECORDED' }, writes: writes.flat() };
}
