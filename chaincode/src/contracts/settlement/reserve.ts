import {
  reservationName,
  reserveRequestChecker,
  transient,
  type LedgerMember,
  type Reservation,
  type ReserveRequest,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { readTrustedReservation } from '../../documents/trusted';
import { lotWrite, readLot } from '../../ledger/holdings/lots';
import { readFate, readInstructionHashes } from '../../ledger/settlement/instructions';
import { readReservationHashes, reservationWrite } from '../../ledger/settlement/reservations';
import type { SubmittedState } from '../../ledger/state/context';
import { memberNamed, partiesOf } from '../../rules/consortium/membership';
import { holdersOfLot, requireLot } from '../../rules/holdings/lots';
import { requireHeldByAll, requireStanding, type HeldHashes } from '../../rules/records/held';
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
  requireNext,
  statusHeld,
} from '../../rules/settlement/reserving';
import { requirePending } from '../../rules/settlement/settling';
import {
  ALREADY_RECORDED,
  isNew,
  privateTransaction,
  RECORDED,
  type Claim,
} from '../execution/private-transaction';

/** One lot to be set aside. */
interface Item {
  readonly given: GivenInstruction;
  readonly reservation: Reservation;
  readonly previous: string | null;
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
  const [first, ...others] = request.items.map(({ instruction, reservation, previous }) => ({
    given: readInstruction(instruction),
    reservation: readReservation(reservation),
    previous,
  }));
  if (!first) throw invalid('reserve-request', { path: '/items', message: 'empty' });
  const items = [first, ...others] as const;
  requireOnePair(items.map(({ given }) => given));
  requireDistinct(items.map(({ reservation }) => reservation));
  return items;
}

function progressOf(reservation: Reservation, shown: HeldHashes, ofLot: HeldHashes): Progress {
  const status = statusHeld(reservation, ofLot);
  if (!status) return 'OPEN';
  return status !== 'HELD' || statusHeld(reservation, shown) === 'HELD' ? 'DONE' : 'NOT_SHOWN';
}

async function readReserved(
  state: SubmittedState,
  { reservation }: Item,
  holders: readonly LedgerMember[],
  lotHolders: readonly LedgerMember[],
): Promise<Standing> {
  const shown = await readReservationHashes(state, holders, reservation);
  const hashes = shown.filter(({ member }) => lotHolders.includes(member));
  return { progress: progressOf(reservation, shown, hashes), hashes };
}

/** What setting one lot aside rests on. */
interface Resting {
  readonly instructed: HeldHashes;
  readonly fate: Awaited<ReturnType<typeof readFate>>;
  readonly lot: HeldHashes;
}

async function readResting(
  state: SubmittedState,
  { given: { instruction }, reservation }: Item,
  holders: readonly LedgerMember[],
): Promise<Resting> {
  const [instructed, fate, { hashes: lot }] = await Promise.all([
    readInstructionHashes(state, holders, instruction),
    readFate(state, holders, instruction),
    readLot(state, reservation.lot, holders),
  ]);
  return { instructed, fate, lot };
}

function claimFor({ given, reservation, previous }: Item, { hashes }: Standing, resting: Resting): Claim {
  return () => {
    requireHeldByAll(resting.instructed, asGiven(given));
    requirePending(given.instruction, resting.fate);
    requireStanding(previous, hashes, { document: 'reservation', id: reservationName(reservation) });
    requireNext(reservation, previous === null ? undefined : readTrustedReservation(previous));
    requireLot(reservation.lot, 'FREE', resting.lot);
  };
}

/**
 * Sets a firm's own lots aside for what it delivers. It needs the peers of the firm and the supervisor
 * only: else a firm could withhold its peer, and see the other at fault for not having reserved.
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
  parties: ({ items, shownTo }, members) => {
    const [{ given, reservation: first }] = items;
    const both = partiesOf(given.instruction.pair, members);
    for (const { given: each, reservation } of items) legOf(each.instruction, reservation);
    return shownTo === 'BOTH' ? both : [memberNamed(first.lot.owner, members)];
  },
  phases: ['OPEN'],
  before: async ({ request: { items }, sender, supervisor, holders, state }) => {
    const lotHolders = holdersOfLot(sender, supervisor);
    const standing = await Promise.all(items.map((item) => readReserved(state, item, holders, lotHolders)));
    if (standing.every(({ progress }) => progress === 'DONE')) return ALREADY_RECORDED;
    return isNew(items.flatMap((item, i) => (standing[i] ? [{ item, reserved: standing[i] }] : [])));
  },
  read: ({ standing, sender, supervisor, state }) => {
    const lotHolders = holdersOfLot(sender, supervisor);
    return Promise.all(
      standing.map(async ({ item, reserved }) => ({
        item,
        reserved,
        resting: await readResting(state, item, lotHolders),
      })),
    );
  },
  rests: ({ found }) =>
    found.flatMap(({ item, reserved, resting }) =>
      reserved.progress === 'OPEN' ? [claimFor(item, reserved, resting)] : [],
    ),
  decide: ({ standing, sender, supervisor, holders }) => {
    const lotHolders = holdersOfLot(sender, supervisor);
    const writes = standing.flatMap(({ item: { reservation }, reserved: { progress } }) => [
      ...(progress === 'DONE' ? [] : [reservationWrite(holders, reservation, 'HELD')]),
      ...(progress === 'OPEN' ? [lotWrite(reservation.lot, 'RESERVED', lotHolders)] : []),
    ]);
    return { answer: RECORDED, writes };
  },
});
