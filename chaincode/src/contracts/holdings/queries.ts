import {
  canonicalJson,
  lotText,
  partiesToMovement,
  positionsOf,
  RefusalError,
  sumOutstanding,
  type Lot,
  type LotsAsked,
  type Movement,
  type MovementsAsked,
  type Outstanding,
  type OutstandingAsked,
  type LedgerPosition,
} from '@jangbu/model';
import type { OwnCollection, QueryContext } from '../../ledger/state/context';
import { findLots, readNamedLots, scanLots } from '../../ledger/holdings/lots';
import { scanMovements, scanMovementsOf } from '../../ledger/holdings/movements';
import { take } from '../../ledger/state/take';
import { memberOf, requireRole, requireSupervisor } from '../../rules/consortium/membership';
import { isReadable, readAsMember, readerOf } from '../execution/reading';

function isAsked(lot: Lot, { instrument, accountKind, status }: LotsAsked): boolean {
  if (instrument !== undefined && lot.instrument !== instrument) return false;
  if (accountKind !== undefined && lot.accountKind !== accountKind) return false;
  return status === undefined ? lot.status !== 'SPENT' : lot.status === status;
}

/** A member's lots in a collection: those that are not spent, unless others are asked for. */
export async function lotsIn(own: OwnCollection, owner: string, asked: LotsAsked = {}): Promise<string[]> {
  const fits = (lot: Lot): boolean => lot.owner === owner && isAsked(lot, asked);
  const { names, after, limit } = asked;
  const found = names
    ? (await readNamedLots(own, names)).filter(fits)
    : await take(scanLots(own, asked.status === 'SPENT', after), fits, limit);
  return found.map((lot) => lotText(lot, lot.status));
}

/** The lots of the caller's member: those that are not spent, unless others are asked for. */
export async function lots(ctx: QueryContext, asked?: LotsAsked): Promise<string[]> {
  return lotsIn(ctx.own, (await readerOf(ctx)).id, asked);
}

/** Movements in a collection, of all days or of some: what was moved on others is not looked through. */
function movementsOn(own: OwnCollection, { from, to, after }: MovementsAsked): AsyncIterable<Movement> {
  if (from === undefined && to === undefined) return scanMovements(own, after);
  return scanMovementsOf(own, { from: from ?? '1900-01-01', to: to ?? '9999-12-31' }, after);
}

/** The movements in a collection that are asked for. */
export async function movementsIn(
  own: OwnCollection,
  readable: (movement: Movement) => boolean,
  asked: MovementsAsked = {},
): Promise<string[]> {
  const found = await take(movementsOn(own, asked), readable, asked.limit);
  return found.map((movement) => canonicalJson(movement));
}

/** The movements that the caller's member is a party to; the supervisor's operator sees all. */
export async function movements(ctx: QueryContext, asked?: MovementsAsked): Promise<string[]> {
  const reader = await readerOf(ctx);
  return movementsIn(ctx.own, (movement) => isReadable(reader, partiesToMovement(movement)), asked);
}

/** What a member's lots in a collection come to. */
export async function positionsIn(own: OwnCollection, owner: string): Promise<LedgerPosition[]> {
  return positionsOf(await take(scanLots(own), (lot) => lot.owner === owner));
}

/** What the lots of the caller's member come to. */
export async function positions(ctx: QueryContext): Promise<LedgerPosition[]> {
  return positionsIn(ctx.own, (await readerOf(ctx)).id);
}

/**
 * All that is outstanding, as the supervisor's own collection has it: it holds every movement and every
 * lot. What has been deposited and not withdrawn is what all lots come to. Whoever knows what was deposited and withdrawn on
 * days that are over asks for the rest alone.
 */
export async function outstanding(ctx: QueryContext, asked: OutstandingAsked = {}): Promise<Outstanding[]> {
  const members = await readAsMember(ctx);
  const { id: caller } = memberOf(ctx.caller, members);
  if (caller !== requireSupervisor(members).id) throw new RefusalError('NOT_THE_SUPERVISOR', { caller });
  // Of an instrument that one firm holds, the sum is that firm's position.
  requireRole(ctx.caller, members, 'operator');
  const [lotsHeld, movements] = await Promise.all([findLots(ctx.own), take(movementsOn(ctx.own, asked))]);
  return sumOutstanding(lotsHeld, movements);
}
