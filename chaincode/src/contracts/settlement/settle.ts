import {
  deliveredLot,
  instructionName,
  PHASES,
  RefusalError,
  settleRequestChecker,
  transient,
  type BusinessDay,
  type Instruction,
  type LedgerMember,
  type MembersDocument,
  type Reservation,
  type SettleRequest,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { findParameters, readRegister } from '../../ledger/consortium/reference';
import { lotWrite, readLot, spentLotWrites, type HeldLot } from '../../ledger/holdings/lots';
import { endedWrites } from '../../ledger/settlement/instruction-marks';
import { readFate, readInstructionHashes } from '../../ledger/settlement/instructions';
import { readReservationHashes } from '../../ledger/settlement/reservations';
import { settlementWrite } from '../../ledger/settlement/settlements';
import type { Write } from '../../ledger/state/write';
import { memberNamed } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';
import { requireLot, requireNewLot, requireThirdSupervisor } from '../../rules/holdings/lots';
import { requireHeldByAll, type HeldHashes } from '../../rules/records/held';
import { requireItems, type ItemClaims } from '../../rules/records/items';
import { requireDue, type DueRules } from '../../rules/settlement/due';
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
  requireReserved,
  reservationAs,
} from '../../rules/settlement/reserving';
import { isSettled, requirePending, type InstructionFate } from '../../rules/settlement/settling';
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
  /** The lot that is made: with whom, and what stands under its id with the supervisor. */
  readonly made: HeldLot;
}

/** An instruction that is to settle, with what stands of it and of its legs. */
interface Settling extends FatedItem {
  readonly standing: HeldHashes;
  readonly deliveries: readonly (Delivery | undefined)[];
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

/** The parties that take part: one of them may be away, or suspended. */
function takingPart(
  { pair }: Instruction,
  named: readonly string[],
  members: MembersDocument,
): LedgerMember[] {
  const stranger = named.find((id) => !pair.includes(id));
  if (stranger !== undefined) throw new RefusalError('NOT_A_PARTY', { caller: stranger, parties: pair });
  requireThirdSupervisor(pair, members);
  return named.map((id) => memberNamed(id, members));
}

/** What stands of all that one leg takes, with the supervisor and those of its firms that take part. */
async function readDelivery(
  { state, parties, supervisor }: Reading<unknown>,
  { instruction }: GivenInstruction,
  reservation: Reservation,
  place: number,
): Promise<Delivery | undefined> {
  const leg = instruction.legs[place];
  if (!leg) return undefined;
  const holdersWith = (owner: string): LedgerMember[] => [
    ...parties.filter(({ id }) => id === owner),
    supervisor,
  ];
  const from = holdersWith(leg.from);
  const [standing, lot, made] = await Promise.all([
    readReservationHashes(state, from, reservation),
    readLot(state, reservation.lot, from),
    // An odd key that a party put into its own collection would stop what is final.
    readLot(state, deliveredLot(instruction, leg, place), [supervisor]),
  ]);
  return { reservation, standing, lot, made: { ...made, holders: holdersWith(leg.to) } };
}

async function readSettling(reading: Reading<unknown>, item: FatedItem): Promise<Settling> {
  const { given, reservations, fate } = item;
  if (isSettled(fate)) return { ...item, standing: [], deliveries: [] };
  const [standing, deliveries] = await Promise.all([
    readInstructionHashes(reading.state, reading.holders, given.instruction),
    Promise.all(
      reservations.map((each, place) =>
        each ? readDelivery(reading, given, each, place) : Promise.resolve(undefined),
      ),
    ),
  ]);
  return { ...item, standing, deliveries };
}

function claimsOfLeg(instruction: Instruction, delivery: Delivery | undefined, leg: number): Claim {
  return () => {
    const { reservation, standing, lot, made } = requireReserved(instruction, leg, delivery);
    legOf(instruction, reservation);
    requireHeldByAll(standing, reservationAs(reservation));
    requireLot(reservation.lot, 'RESERVED', lot.hashes);
    requireNewLot(made.lot, made.hashes);
  };
}

function claimsOf(
  { given, fate, standing, deliveries }: Settling,
  today: BusinessDay,
  rules: DueRules,
): ItemClaims {
  const { instruction } = given;
  const claims: Claim[] = [
    () => {
      requireHeldByAll(standing, asGiven(given));
    },
    () => {
      requirePending(instruction, fate);
    },
    () => {
      requireDue(instruction, today, rules);
    },
    ...instruction.legs.map((_, leg) => claimsOfLeg(instruction, deliveries[leg], leg)),
  ];
  return { instruction: instructionName(instruction), claims: isSettled(fate) ? [] : claims };
}

function deliveryWrites({ lot, made }: Delivery): readonly Write[] {
  return [...spentLotWrites(lot.lot, lot.holders), lotWrite(made.lot, 'FREE', made.holders)];
}

/**
 * Settles instructions of one pair: of each, all legs or none. It reads and writes the collections of the supervisor and
 * of those parties that take part: one whose peer is away, or will not sign, stops nothing that is reserved. What is then
 * its own stands with the supervisor, and it claims that. One that has settled before is passed over; when one cannot
 * settle, the request is refused with a reason for each that cannot.
 */
export const settleInstructions = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('settle-request', settleRequestChecker, sent(transient.request));
    return { items: readItems(request), named: request.parties };
  },
  sender: () => ({ kind: 'PARTY_OR_SUPERVISOR', makers: [] }),
  parties: ({ items: [first], named }, members) => takingPart(first.given.instruction, named, members),
  phases: PHASES,
  before: async ({ request: { items }, state, supervisor }) => {
    const all = await Promise.all(
      items.map(async (item) => ({
        ...item,
        fate: await readFate(state, supervisor, item.given.instruction),
      })),
    );
    return all.every(({ fate }) => isSettled(fate)) ? ALREADY_RECORDED : isNew(all);
  },
  read: async (reading) => {
    const { request, standing, state } = reading;
    const [parameters, register, settling] = await Promise.all([
      findParameters(state),
      readRegister(
        state,
        request.items.map(({ given }) => given.instruction.isin),
      ),
      Promise.all(standing.map((item) => readSettling(reading, item))),
    ]);
    return { parameters, register, settling };
  },
  rests: () => [],
  decide: ({ holders, found: { parameters, register, settling }, today }) => {
    const rules = { register, parameters: requireParameters(parameters) };
    requireItems(settling.map((each) => claimsOf(each, today, rules)));
    const due = settling.filter(({ fate }) => !isSettled(fate));
    return {
      answer: RECORDED,
      writes: due.flatMap(({ given, deliveries }) => [
        settlementWrite(holders, given.instruction, today.date),
        ...endedWrites(holders, given.instruction, today.date),
        ...deliveries.flatMap((each) => (each ? deliveryWrites(each) : [])),
      ]),
    };
  },
});
