import {
  canonicalJson,
  lotText,
  positionsOf,
  RefusalError,
  sumOutstanding,
  type Lot,
  type LotsAsked,
  type MovementsAsked,
  type Outstanding,
  type Position,
} from '@jangbu/model';
import type { QueryContext } from '../ledger/context';
import { findLots, readNamedLots } from '../ledger/lots';
import { findMovements } from '../ledger/movements';
import { memberOf, requireSupervisor } from '../rules/membership';
import { readAsMember } from './reading';

async function ownLots(ctx: QueryContext, names?: LotsAsked['names']): Promise<Lot[]> {
  const { id } = memberOf(ctx.caller, await readAsMember(ctx));
  const found = names ? await readNamedLots(ctx.own, names) : await findLots(ctx.own);
  return found.filter(({ owner }) => owner === id);
}

function isAsked(lot: Lot, { instrument, accountKind, status }: LotsAsked): boolean {
  if (instrument !== undefined && lot.instrument !== instrument) return false;
  if (accountKind !== undefined && lot.accountKind !== accountKind) return false;
  return status === undefined ? lot.status !== 'SPENT' : lot.status === status;
}

/** The lots of the caller's member: those that are not spent, unless others are asked for. */
export async function lots(ctx: QueryContext, asked: LotsAsked = {}): Promise<string[]> {
  return (await ownLots(ctx, asked.names))
    .filter((lot) => isAsked(lot, asked))
    .map((lot) => lotText(lot, lot.status));
}

/** The movements that the caller's member holds: those that it is a party to; the supervisor holds all. */
export async function movements(
  ctx: QueryContext,
  { from = '', to = '9999-12-31' }: MovementsAsked = {},
): Promise<string[]> {
  await readAsMember(ctx);
  const found = await findMovements(ctx.own);
  return found
    .filter(({ businessDay }) => businessDay >= from && businessDay <= to)
    .map((movement) => canonicalJson(movement));
}

/** What the lots of the caller's member come to. */
export async function positions(ctx: QueryContext): Promise<Position[]> {
  return positionsOf(await ownLots(ctx));
}

/**
 * All that is outstanding, as the supervisor's own collection has it: it holds every movement and every
 * lot. What has been deposited and not withdrawn is what all lots come to.
 */
export async function outstanding(ctx: QueryContext): Promise<Outstanding[]> {
  const members = await readAsMember(ctx);
  const { id: caller } = memberOf(ctx.caller, members);
  if (caller !== requireSupervisor(members).id) throw new RefusalError('NOT_THE_SUPERVISOR', { caller });
  const [lotsHeld, movements] = await Promise.all([findLots(ctx.own), findMovements(ctx.own)]);
  return sumOutstanding(lotsHeld, movements);
}
