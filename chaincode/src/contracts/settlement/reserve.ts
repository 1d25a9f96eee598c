import {
  instructionName,
  reserveRequestChecker,
  transient,
  type InstrumentsInShort,
  type LedgerMember,
  type Reservation,
  type ReserveRequest,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { readRegister } from '../../ledger/consortium/reference';
import { lotWrite, readLot } from '../../ledger/holdings/lots';
import { readFate, readInstructionHashes } from '../../ledger/settlement/instructions';
import { readReservationHashes, reservationWrite } from '../../ledger/settlement/reservations';
import type { SubmittedState } from '../../ledger/state/context';
import { memberNamed, partiesOf } from '../../rules/consortium/membership';
import { holdersOfLot, requireActive, requireLot } from '../../rules/holdings/lots';
import { isHeld, requireHeldByAll, type HeldHashes } from '../../rules/records/held';
import { requireItems, type ItemClaims } from '../../rules/records/items';
import {
  asGiven,
  readInstruction,
  requireOnePair,
  type GivenInstruction,
} from '../../rules/settlement/instructing';
import {
  legOf,
  readReservation,
  requireDistinct,
  requireOpenLeg,
  reservationAs,
} from '../../rules/settlement/reserving';
import { requirePending, type InstructionFate } from '../../rules/settlement/settling';
import { ALREADY_RECORDED, isNew, privateTransaction, RECORDED } from '../execution/private-transaction';

/** One lot to be set aside. */
interface Item {
  readonly given: GivenInstruction;
  readonly reservation: Reservation;
}

/** How far one lot has been set aside: not yet; for the owner and the supervisor; for all that it is shown to. */
type Progress = 'OPEN' | 'NOT_SHOWN' | 'DONE';

/** What stands of one reservation with its lot's holders, on whose word it counts. */
interface Standing {
  readonly progress: Progress;
  readonly hashes: HeldHashes;
}

/** What is to be set aside: lots for instructions of one pair. */
function readItems(request: ReserveRequest): readonly [Item, ...Item[]] {
  const [first, ...others] = request.items.map(({ instruction, reservation }) => ({
    given: readInstruction(instruction),
    reservation: readReservation(reservation),
  }));
  if (!first) throw invalid('reserve-request', { path: '/items', message: 'empty' });
  const items = [first, ...others] as const;
  requireOnePair(items.map(({ given }) => given));
  requireDistinct(items.map(({ reservation }) => reservation));
  return items;
}

async function readReserved(
  state: SubmittedState,
  { reservation }: Item,
  holders: readonly LedgerMember[],
  lotHolders: readonly LedgerMember[],
): Promise<Standing> {
  const shown = await readReservationHashes(state, holders, reservation);
  const hashes = shown.filter(({ member }) => lotHolders.includes(member));
  const given = reservationAs(reservation);
  if (!isHeld(hashes, given)) return { progress: 'OPEN', hashes };
  return { progress: isHeld(shown, given) ? 'DONE' : 'NOT_SHOWN', hashes };
}

/** What setting one lot aside rests on. */
interface Resting {
  readonly instructed: HeldHashes;
  readonly fate: InstructionFate;
  readonly lot: HeldHashes;
}

async function readResting(
  state: SubmittedState,
  { given: { instruction }, reservation }: Item,
  holders: readonly LedgerMember[],
  supervisor: LedgerMember,
): Promise<Resting> {
  const [instructed, fate, { hashes: lot }] = await Promise.all([
    readInstructionHashes(state, holders, instruction),
    readFate(state, supervisor, instruction),
    readLot(state, reservation.lot, holders),
  ]);
  return { instructed, fate, lot };
}

function claimsOf(
  { given, reservation }: Item,
  { progress, hashes }: Standing,
  resting: Resting,
  { register, supervisor }: { readonly register: InstrumentsInShort; readonly supervisor: LedgerMember },
): ItemClaims {
  const { instruction } = given;
  const claims = [
    () => legOf(instruction, reservation),
    () => {
      requireHeldByAll(resting.instructed, asGiven(given));
    },
    () => {
      requirePending(instruction, resting.fate);
    },
    () => {
      requireOpenLeg(reservation, hashes, supervisor);
    },
    () => {
      requireLot(reservation.lot, 'FREE', resting.lot);
    },
    () => {
      requireActive(reservation.lot.instrument, register);
    },
  ];
  return { instruction: instructionName(instruction), claims: progress === 'OPEN' ? claims : [] };
}

/**
 * Sets a firm's own lots aside for what it delivers, which is its consent to settle. It needs the peers of the firm and
 * the supervisor only: else a firm could withhold its peer, and see the other at fault for not having reserved.
 */
export const reserveLots = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('reserve-request', reserveRequestChecker, sent(transient.request));
    return { items: readItems(request), shownTo: request.shownTo };
  },
  sender: ({ items: [first, ...others] }) => ({
    kind: 'MEMBER',
    members: [first.reservation.lot.owner, ...others.map(({ reservation }) => reservation.lot.owner)],
    role: 'trader',
  }),
  parties: ({ items: [{ given, reservation }], shownTo }, members) =>
    shownTo === 'BOTH'
      ? partiesOf(given.instruction.pair, members)
      : [memberNamed(reservation.lot.owner, members)],
  phases: ['OPEN'],
  before: async ({ request: { items }, sender, supervisor, holders, state }) => {
    const lotHolders = holdersOfLot(sender, supervisor);
    const standing = await Promise.all(items.map((item) => readReserved(state, item, holders, lotHolders)));
    if (standing.every(({ progress }) => progress === 'DONE')) return ALREADY_RECORDED;
    return isNew(items.flatMap((item, i) => (standing[i] ? [{ item, reserved: standing[i] }] : [])));
  },
  read: async ({ standing, sender, supervisor, state }) => {
    const lotHolders = holdersOfLot(sender, supervisor);
    const [register, resting] = await Promise.all([
      readRegister(
        state,
        standing.map(({ item: { reservation } }) => reservation.lot.instrument),
      ),
      Promise.all(
        standing.map(async ({ item, reserved }) => ({
          item,
          reserved,
          resting: await readResting(state, item, lotHolders, supervisor),
        })),
      ),
    ]);
    return { register, resting };
  },
  rests: ({ found: { register, resting: all }, supervisor }) => [
    () => {
      const by = { register, supervisor };
      requireItems(all.map(({ item, reserved, resting }) => claimsOf(item, reserved, resting, by)));
    },
  ],
  decide: ({ standing, sender, supervisor, holders }) => {
    const lotHolders = holdersOfLot(sender, supervisor);
    const writes = standing.flatMap(({ item: { reservation }, reserved: { progress } }) => [
      ...(progress === 'DONE' ? [] : [reservationWrite(holders, reservation)]),
      ...(progress === 'OPEN' ? [lotWrite(reservation.lot, 'RESERVED', lotHolders)] : []),
    ]);
    return { answer: RECORDED, writes };
  },
});
