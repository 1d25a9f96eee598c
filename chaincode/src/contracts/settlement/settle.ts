import {
  PHASES,
  deliveredLot,
  settleRequestChecker,
  transient,
  type LedgerMember,
  type Lot,
  type Reservation,
  type SettleRequest,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { findParameters, readRegister } from '../../ledger/consortium/reference';
import { lotWrite, readLot, spentLotWrites, type HeldLot } from '../../ledger/holdings/lots';
import { readFate, readInstructionHashes } from '../../ledger/settlement/instructions';
import { readReservationHashes, reservationWrite } from '../../ledger/settlement/reservations';
import { settlementWrite } from '../../ledger/settlement/settlements';
import type { Write } from '../../ledger/state/write';
import { partiesOf } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';
import { holdersOfLot, requireDistinctLots, requireLot, requireNewLot } from '../../rules/holdings/lots';
import { requireHeldByAll, type HeldHashes } from '../../rules/records/held';
import {
  asGiven,
  readInstruction,
  requireNamedOnce,
  requireOnePair,
  type GivenInstruction,
} from '../../rules/settlement/instructing';
import {
  legOf,
  readReservation,
  requireEachLeg,
  reservationAs,
  statusHeld,
} from '../../rules/settlement/reserving';
import {
  isSettled,
  requireSettleable,
  requireSettledAlike,
  type InstructionFate,
} from '../../rules/settlement/settling';
import {
  ALREADY_RECORDED,
  isNew,
  privateTransaction,
  RECORDED,
  type Claim,
  type Reading,
} from '../execution/private-transaction';

/** An instruction with the reservation of each leg; undefined where the leg is known to have none. */
interface Item {
  readonly given: GivenInstruction;
  readonly reservations: readonly (Reservation | undefined)[];
}

/** An instruction, and what has become of it. */
interface FatedItem extends Item {
  readonly fate: InstructionFate;
}

/** A leg that is to be delivered, with what stands of all that it takes. */
interface Delivery {
  readonly reservation: Reservation;
  readonly standing: HeldHashes;
  readonly lot: HeldLot;
  readonly delivered: HeldLot;
}

function readItems(request: SettleRequest): readonly [Item, ...Item[]] {
  const [first, ...others] = request.items.map(({ instruction, reservations }) => ({
    given: readInstruction(instruction),
    reservations: reservations.map((text) => (text === null ? undefined : readReservation(text))),
  }));
  if (!first) throw invalid('settle-request', { path: '/items', message: 'empty' });
  const items = [first, ...others] as const;
  requireOnePair(items.map(({ given }) => given));
  requireNamedOnce(items.map(({ given }) => given));
  for (const { given, reservations } of items) requireEachLeg(given.instruction, reservations);
  return items;
}

/** One instruction with what has become of it, once it is known to stand. */
async function readSettling({ state, holders }: Reading<unknown>, item: Item): Promise<FatedItem> {
  const { instruction } = item.given;
  const [standing, fate] = await Promise.all([
    readInstructionHashes(state, holders, instruction),
    readFate(state, holders, instruction),
  ]);
  requireHeldByAll(standing, asGiven(item.given));
  if (isSettled(fate)) requireSettledAlike(instruction, fate);
  return { ...item, fate };
}

function holdersOfOwner(
  owner: string,
  parties: readonly LedgerMember[],
  supervisor: LedgerMember,
): LedgerMember[] {
  const members = parties.filter(({ id }) => id === owner);
  return members.flatMap((member) => holdersOfLot(member, supervisor));
}

/** What stands of all that one leg takes. */
async function readDelivery(
  { state, parties, supervisor }: Reading<unknown>,
  { instruction }: GivenInstruction,
  reservation: Reservation,
): Promise<Delivery> {
  const leg = legOf(instruction, reservation);
  const made: Lot = deliveredLot(instruction, leg, reservation);
  const from = holdersOfOwner(leg.from, parties, supervisor);
  const to = holdersOfOwner(leg.to, parties, supervisor);
  const [standing, lot, delivered] = await Promise.all([
    readReservationHashes(state, from, reservation),
    readLot(state, reservation.lot, from),
    readLot(state, made, to),
  ]);
  return { reservation, standing, lot, delivered };
}

/** Whether a leg's lot is not reserved any more: then it is no delivery, and its instruction cannot settle. */
function isReleased({ reservation, standing }: Delivery): boolean {
  return statusHeld(reservation, standing) === 'RELEASED';
}

function claimFor({ reservation, standing, lot, delivered }: Delivery): Claim {
  return () => {
    requireHeldByAll(standing, reservationAs(reservation, 'HELD'));
    requireLot(reservation.lot, 'RESERVED', lot.hashes);
    requireNewLot(delivered.lot, delivered.hashes);
  };
}

function deliveryWrites(
  { reservation, lot, delivered }: Delivery,
  holders: readonly LedgerMember[],
): readonly Write[] {
  return [
    ...spentLotWrites(lot.lot, lot.holders),
    lotWrite(delivered.lot, 'FREE', delivered.holders),
    reservationWrite(holders, reservation, 'USED'),
  ];
}

/**
 * Settles instructions of one pair: of each, all legs or none. One that has settled before is passed
 * over; when one cannot settle, the request is refused with a reason for each that cannot.
 */
export const settleInstructions = privateTransaction({
  parse: (sent) => readItems(parseDocument('settle-request', settleRequestChecker, sent(transient.request))),
  sender: () => ({ kind: 'PARTY_OR_SUPERVISOR', makers: [] }),
  parties: ([first], members) => partiesOf(first.given.instruction.pair, members),
  phases: PHASES,
  before: async (reading) => {
    const all = await Promise.all(reading.request.map((item) => readSettling(reading, item)));
    return all.every(({ fate }) => isSettled(fate)) ? ALREADY_RECORDED : isNew(all);
  },
  read: async (reading) => {
    const [parameters, register, settling] = await Promise.all([
      findParameters(reading.state),
      readRegister(
        reading.state,
        reading.request.flatMap(({ given: { instruction } }) => [
          instruction.isin,
          ...instruction.legs.map(({ instrument }) => instrument),
        ]),
      ),
      Promise.all(
        reading.standing.map(async ({ given, reservations, fate }) => {
          const due = isSettled(fate) ? [] : reservations.flatMap((reservation) => reservation ?? []);
          const read = await Promise.all(due.map((each) => readDelivery(reading, given, each)));
          const deliveries = read.filter((delivery) => !isReleased(delivery));
          const { instruction } = given;
          const reserved = isSettled(fate) || deliveries.length === instruction.legs.length;
          return { instruction, fate, reserved, deliveries };
        }),
      ),
    ]);
    return { parameters, register, settling };
  },
  rests: ({ found }) => found.settling.flatMap(({ deliveries }) => deliveries.map(claimFor)),
  decide: ({ holders, found: { parameters, register, settling }, today }) => {
    requireSettleable(settling, today, { register, parameters: requireParameters(parameters) });
    const due = settling.filter(({ fate }) => !isSettled(fate));
    requireDistinctLots(due.flatMap(({ deliveries }) => deliveries.map(({ delivered }) => delivered.lot)));
    return {
      answer: RECORDED,
      writes: due.flatMap(({ instruction, deliveries }) => [
        settlementWrite(holders, instruction, today.date),
        ...deliveries.flatMap((delivery) => deliveryWrites(delivery, holders)),
      ]),
    };
  },
});
