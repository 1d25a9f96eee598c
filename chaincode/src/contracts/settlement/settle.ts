import {
  deliveredLot,
  settleRequestChecker,
  transient,
  type LedgerMember,
  type Leg,
  type Lot,
  type Receipt,
  type Reservation,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import type { SubmitContext } from '../../ledger/state/context';
import { readFate, readInstructionHoldings } from '../../ledger/settlement/instructions';
import { lotWrite, readLot } from '../../ledger/holdings/lots';
import { findBusinessDay, findParameters, readMembers, readRegister } from '../../ledger/consortium/reference';
import { readReservationHoldings, reservationWrite } from '../../ledger/settlement/reservations';
import { settlementWrite } from '../../ledger/settlement/settlements';
import type { Decision, Write } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { requireHeldByAll } from '../../rules/records/held';
import {
  asGiven,
  readInstruction,
  requireNamedOnce,
  requireOnePair,
  type GivenInstruction,
} from '../../rules/settlement/instructing';
import { holdersOfLot, requireDistinctLots, requireLot, requireNewLot } from '../../rules/holdings/lots';
import { partiesOf, requireMatcher } from '../../rules/trades/matching';
import { holdersOf, requireSupervisor } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';
import { legOf, readReservation, requireLegs, reservationAs, statusHeld } from '../../rules/settlement/reserving';
import { isSettled, requireSettleable, requireSettledAlike, type Settling } from '../../rules/settlement/settling';

/** The members that settle with each other, and the supervisor. */
interface Parties {
  readonly both: readonly LedgerMember[];
  readonly supervisor: LedgerMember;
}

/** An instruction with the reservation of each leg; undefined where the leg is known to have none. */
interface Item {
  readonly given: GivenInstruction;
  readonly reservations: readonly (Reservation | undefined)[];
}

/** A leg that can be delivered. */
interface Delivery {
  readonly reservation: Reservation;
  readonly delivered: Lot;
  readonly from: readonly LedgerMember[];
  readonly to: readonly LedgerMember[];
}

function readItems(ctx: SubmitContext): readonly [Item, ...Item[]] {
  const request = parseDocument('settle-request', settleRequestChecker, ctx.transient(transient.request));
  const [first, ...others] = request.items.map(({ instruction, reservations }) => ({
    given: readInstruction(instruction),
    reservations: reservations.map((text) => (text === null ? undefined : readReservation(text))),
  }));
  if (!first) throw invalid('settle-request', { path: '/items', message: 'empty' });
  const items = [first, ...others] as const;
  requireOnePair(items.map(({ given }) => given));
  requireNamedOnce(items.map(({ given }) => given));
  for (const { given, reservations } of items) requireLegs(given.instruction, reservations);
  return items;
}

function holdersOfOwners(owner: string, { both, supervisor }: Parties): readonly LedgerMember[] {
  const members = both.filter(({ id }) => id === owner);
  return members.flatMap((member) => holdersOfLot(member, supervisor));
}

/** What one leg delivers, once all that it takes stands; undefined when its lot is not reserved any more. */
async function readDelivery(
  ctx: SubmitContext,
  { instruction }: GivenInstruction,
  leg: Leg,
  reservation: Reservation,
  parties: Parties,
): Promise<Delivery | undefined> {
  const delivered = deliveredLot(instruction, leg, reservation);
  const from = holdersOfOwners(leg.from, parties);
  const to = holdersOfOwners(leg.to, parties);
  const [standing, lot, made] = await Promise.all([
    readReservationHoldings(ctx.state, from, reservation),
    readLot(ctx.state, reservation.lot, from),
    readLot(ctx.state, delivered, to),
  ]);
  if (statusHeld(reservation, standing) === 'RELEASED') return undefined;
  requireHeldByAll(standing, reservationAs(reservation, 'HELD'));
  requireLot(reservation.lot, 'RESERVED', lot.holdings);
  requireNewLot(delivered, made.holdings);
  return { reservation, delivered, from, to };
}

/** One instruction with what stands of it; its deliveries are empty when it has settled already. */
async function readSettling(
  ctx: SubmitContext,
  { given, reservations }: Item,
  parties: Parties,
): Promise<Settling & { readonly deliveries: readonly Delivery[] }> {
  const { instruction } = given;
  const holders = holdersOf(parties.both, parties.supervisor);
  const [standing, fate] = await Promise.all([
    readInstructionHoldings(ctx.state, holders, instruction),
    readFate(ctx.state, holders, instruction),
  ]);
  requireHeldByAll(standing, asGiven(given));
  if (isSettled(fate)) {
    requireSettledAlike(instruction, fate);
    return { instruction, fate, reserved: true, deliveries: [] };
  }
  const deliveries = await Promise.all(
    reservations.map(async (reservation) => {
      if (!reservation) return undefined;
      const leg = legOf(instruction, reservation);
      return readDelivery(ctx, given, leg, reservation, parties);
    }),
  );
  const ready = deliveries.filter((delivery) => delivery !== undefined);
  return { instruction, fate, reserved: ready.length === instruction.legs.length, deliveries: ready };
}

function deliveryWrites(
  { reservation, delivered, from, to }: Delivery,
  holders: readonly LedgerMember[],
): Write[] {
  return [
    lotWrite(reservation.lot, 'SPENT', from),
    lotWrite(delivered, 'FREE', to),
    reservationWrite(holders, reservation, 'USED'),
  ];
}

/**
 * Settles instructions of one pair: of each, all legs or none. One that has settled before is passed
 * over; when one cannot settle, the request is refused with a reason for each that cannot.
 */
export async function settleInstructions(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const items = readItems(ctx);
  const members = await readMembers(ctx.state);
  const both = partiesOf(items[0].given.instruction.pair, members);
  const supervisor = requireSupervisor(members);
  requireMatcher(ctx.caller, members, both, supervisor);
  const [day, parameters, register, all] = await Promise.all([
    findBusinessDay(ctx.state),
    findParameters(ctx.state),
    readRegister(ctx.state),
    Promise.all(items.map((item) => readSettling(ctx, item, { both, supervisor }))),
  ]);
  const due = all.filter(({ fate }) => !isSettled(fate));
  if (due.length === 0) return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  const today = requirePhase(day, 'OPEN', 'MATCHING_CLOSED');
  requireSettleable(all, today, { register, parameters: requireParameters(parameters) });
  requireDistinctLots(due.flatMap(({ deliveries }) => deliveries.map(({ delivered }) => delivered)));
  const holders = holdersOf(both, supervisor);
  return {
    answer: { status: 'RECORDED' },
    writes: due.flatMap(({ instruction, deliveries }) => [
      settlementWrite(holders, instruction, today.date),
      ...deliveries.flatMap((delivery) => deliveryWrites(delivery, holders)),
    ]),
  };
}
