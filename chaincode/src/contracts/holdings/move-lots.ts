import {
  movementChecker,
  sha256Hex,
  transient,
  type LedgerMember,
  type Lot,
  type Movement,
  type Receipt,
} from '@jangbu/model';
import { parseCanonical } from '../../documents/parse';
import type { SubmitContext } from '../../ledger/state/context';
import { lotWrite, readLot, type HeldLot } from '../../ledger/holdings/lots';
import { movementWrite, readMovementHoldings } from '../../ledger/holdings/movements';
import { findBusinessDay, readMembers, readRegister } from '../../ledger/consortium/reference';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { isRecordedForGood } from '../../rules/records/held';
import { holdersOfLot, requireActive, requireLot, requireNewLot } from '../../rules/holdings/lots';
import { holdersOf, requireSupervisor } from '../../rules/consortium/membership';
import {
  readMovement,
  requireConserved,
  requireConsistent,
  requireToday,
  type MovedLots,
} from '../../rules/holdings/movement';

function readLots(
  ctx: SubmitContext,
  lots: readonly Lot[],
  owner: LedgerMember,
  supervisor: LedgerMember,
): Promise<HeldLot[]> {
  if (lots.length === 0) return Promise.resolve([]);
  const holders = holdersOfLot(owner, supervisor);
  return Promise.all(lots.map((lot) => readLot(ctx.state, lot, holders)));
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
export async function moveLots(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const text = ctx.transient(transient.movement);
  const movement = parseCanonical('movement', movementChecker, text);
  const members = await readMembers(ctx.state);
  const moved = readMovement(movement, ctx.caller, members);
  const supervisor = requireSupervisor(members);
  const holders = holdersOf(moved.parties, supervisor);
  const id = `${movement.by}/${movement.movementId}`;
  const given = { document: 'movement', id, hash: sha256Hex(text) };
  if (isRecordedForGood(await readMovementHoldings(ctx.state, holders, movement), given)) {
    return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  }
  requireConsistent(movement, moved);
  requireConserved(movement, moved);
  const [day, register] = await Promise.all([findBusinessDay(ctx.state), readRegister(ctx.state)]);
  requireToday(movement, requirePhase(day, 'OPEN', 'MATCHING_CLOSED'));
  requireMovable(movement, moved, register);
  const [consumed, produced] = await Promise.all([
    readLots(ctx, moved.consumed, moved.giver, supervisor),
    readLots(ctx, moved.produced, moved.receiver, supervisor),
  ]);
  for (const { lot, holdings } of consumed) requireLot(lot, 'FREE', holdings);
  for (const { lot, holdings } of produced) requireNewLot(lot, holdings);
  return {
    answer: { status: 'RECORDED' },
    writes: [
      movementWrite(holders, movement, text),
      ...consumed.map(({ lot, holders: of }) => lotWrite(lot, 'SPENT', of)),
      ...produced.map(({ lot, holders: of }) => lotWrite(lot, 'FREE', of)),
    ],
  };
}
