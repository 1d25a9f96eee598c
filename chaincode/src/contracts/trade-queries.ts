import type { PageReference, PageTexts, PairDay } from '@jangbu/model';
import type { QueryContext } from '../ledger/context';
import { readOwnIndex, readOwnResult } from '../ledger/matches';
import { findOwnPages, readOwnPage } from '../ledger/pages';
import { readAsMember } from './reading';

/** The pages of a pair's trade date that the caller's member holds, of both sides. */
export async function pages(ctx: QueryContext, { pair, tradeDate }: PairDay): Promise<PageReference[]> {
  await readAsMember(ctx);
  const [first, second] = pair;
  const sides = await Promise.all([
    findOwnPages(ctx.own, first, second, tradeDate),
    findOwnPages(ctx.own, second, first, tradeDate),
  ]);
  return sides.flat();
}

/** Pages by their names; null for one that the caller's member does not hold. */
export async function page(
  ctx: QueryContext,
  asked: readonly PageReference[],
): Promise<(PageTexts | null)[]> {
  await readAsMember(ctx);
  return Promise.all(asked.map((each) => readOwnPage(ctx.own, each)));
}

/** Where the matching of a pair's trade date stands. */
export async function matchIndex(ctx: QueryContext, asked: PairDay): Promise<string | null> {
  await readAsMember(ctx);
  return (await readOwnIndex(ctx.own, asked)) ?? null;
}

/** What one match of a pair's trade date brought about. */
export async function matchResult(
  ctx: QueryContext,
  asked: PairDay & { readonly sequence: number },
): Promise<string | null> {
  await readAsMember(ctx);
  return (await readOwnResult(ctx.own, asked, asked.sequence)) ?? null;
}
