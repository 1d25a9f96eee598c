import { lotText, positionsOf, type Lot, type LotsAsked, type Position } from '@jangbu/model';
import type { QueryContext } from '../ledger/context';
import { findLots } from '../ledger/lots';
import { memberOf } from '../rules/membership';
import { readAsMember } from './reading';

async function ownLots(ctx: QueryContext): Promise<Lot[]> {
  const { id } = memberOf(ctx.caller, await readAsMember(ctx));
  return (await findLots(ctx.own)).filter(({ owner }) => owner === id);
}

function isAsked(lot: Lot, { instrument, accountKind, status }: LotsAsked): boolean {
  if (instrument !== undefined && lot.instrument !== instrument) return false;
  if (accountKind !== undefined && lot.accountKind !== accountKind) return false;
  return status === undefined ? lot.status !== 'SPENT' : lot.status === status;
}

/** The lots of the caller's member: those that are not spent, unless others are asked for. */
export async function lots(ctx: QueryContext, asked: LotsAsked = {}): Promise<string[]> {
  return (await ownLots(ctx)).filter((lot) => isAsked(lot, asked)).map((lot) => lotText(lot, lot.status));
}

/** What the lots of the caller's member come to. */
export async function positions(ctx: QueryContext): Promise<Position[]> {
  return positionsOf(await ownLots(ctx));
}
