import {
  SETTLING_PHASES,
  movementChecker,
  sha256Hex,
  transient,
  type LedgerMember,
  type Lot,
  type Movement,
} from '@jangbu/model';
import { parseCanonical } from '../../documents/parse';
import { readRegister } from '../../ledger/consortium/reference';
import { lotWrite, readLot, spentLotWrites, type HeldLot } from '../../ledger/holdings/lots';
import { movementWrites, readMovementHashes } from '../../ledger/holdings/movements';
import type { SubmittedState } from '../../ledger/state/context';
import { holdersOfLot, requireActive, requireLot, requireNewLot } from '../../rules/holdings/lots';
import {
  makerRoleOf,
  movedLots,
  requireConserved,
  requireMovementConsistent,
  requireToday,
  type MovedLots,
} from '../../rules/holdings/movement';
import { isRecordedForGood } from '../../rules/records/held';
import { privateTransaction, RECORDED, recordedBefore } from '../execution/private-transaction';

function readLots(
  state: SubmittedState,
  lots: readonly Lot[],
  owner: LedgerMember,
  supervisor: LedgerMember,
): Promise<HeldLot[]> {
  if (lots.length === 0) return Promise.resolve([]);
  const holders = holdersOfLot(owner, supervisor);
  return Promise.all(lots.map((lot) => readLot(state, lot, holders)));
}

/** Requires that the lots of a movement may change hands. Cutting and redeeming stays possible always. */
function requireMovable(
  { kind }: Movement,
  { produced }: MovedLots,
  register: Awaited<ReturnType<typeof readRegister>>,
): void {
  if (kind === 'SPLIT') return;
  for (const { instrument } of produced) requireActive(instrument, register);
}

/**
 * Moves lots: a deposit, withdrawal, split or transfer. One transaction for all, and all read the
 * same public keys, so that a block does not tell them apart by more than who takes part.
 */
export const moveLots = privateTransaction({
  parse: (sent) => {
    const text = sent(transient.movement);
    return { text, movement: parseCanonical('movement', movementChecker, text) };
  },
  sender: ({ movement }) => ({ kind: 'MEMBER', members: [movement.by], role: makerRoleOf(movement) }),
  parties: ({ movement }, members) => movedLots(movement, members).parties,
  phases: SETTLING_PHASES,
  before: ({ request: { text, movement }, state, holders }) => {
    const id = `${movement.by}/${movement.movementId}`;
    const given = { document: 'movement', id, hash: sha256Hex(text) };
    return recordedBefore(readMovementHashes(state, holders, movement), given, isRecordedForGood);
  },
  read: async ({ request: { movement }, members, supervisor, state, today }) => {
    const moved = movedLots(movement, members);
    requireMovementConsistent(movement, moved);
    requireConserved(movement, moved);
    const [day, register] = await Promise.all([
      today(),
      readRegister(
        state,
        [...moved.consumed, ...moved.produced].map(({ instrument }) => instrument),
      ),
    ]);
    requireToday(movement, day);
    requireMovable(movement, moved, register);
    const [consumed, produced] = await Promise.all([
      readLots(state, moved.consumed, moved.giver, supervisor),
      readLots(state, moved.produced, moved.receiver, supervisor),
    ]);
    return { consumed, produced };
  },
  rests: ({ found: { consumed, produced } }) => [
    ...consumed.map(({ lot, hashes: hashes }) => () => {
      requireLot(lot, 'FREE', hashes);
    }),
    ...produced.map(({ lot, hashes: hashes }) => () => {
      requireNewLot(lot, hashes);
    }),
  ],
  decide: ({ request: { text, movement }, holders, found: { consumed, produced } }) => ({
    answer: RECORDED,
    writes: [
      ...movementWrites(holders, movement, text),
      ...consumed.flatMap(({ lot, holders: of }) => spentLotWrites(lot, of)),
      ...produced.map(({ lot, holders: of }) => lotWrite(lot, 'FREE', of)),
    ],
  }),
});
