import type {
  PageReference,
  PagesAsked,
  PageTexts,
  PairDay,
  ShardTexts,
  UtisAsked,
  UtisHeld,
} from '@jangbu/model';
import type { OwnCollection, QueryContext } from '../../ledger/state/context';
import { readOwnIndex, readOwnResult, readOwnShards } from '../../ledger/trades/matches';
import { findOwnPages, readOwnCorrectionsDue, readOwnPage, sidesOf } from '../../ledger/trades/pages';
import { readOwnUtis } from '../../ledger/trades/utis';
import { readerOf, requireReadable } from '../execution/reading';

/** A match of a pair's trade date. */
export type MatchNumber = PairDay & { readonly sequence: number };

/** The pages of a pair's trade date in a collection, of both sides. */
export async function pagesIn(own: OwnCollection, asked: PagesAsked): Promise<PageReference[]> {
  const sides = await Promise.all(sidesOf(asked).map((side) => findOwnPages(own, side, asked)));
  return sides.flat();
}

/** The pages of a pair's trade date that the caller's member holds, of both sides. */
export async function pages(ctx: QueryContext, asked: PagesAsked): Promise<PageReference[]> {
  requireReadable(await readerOf(ctx), asked.pair);
  return pagesIn(ctx.own, asked);
}

/** Pages by their names; null for one that is not in the collection. */
export function pageTextsIn(
  own: OwnCollection,
  asked: readonly PageReference[],
): Promise<(PageTexts | null)[]> {
  return Promise.all(asked.map((each) => readOwnPage(own, each)));
}

/** Pages by their names; null for one that the caller's member does not hold. */
export async function page(
  ctx: QueryContext,
  asked: readonly PageReference[],
): Promise<(PageTexts | null)[]> {
  const reader = await readerOf(ctx);
  for (const { submitter, counterparty } of asked) requireReadable(reader, [submitter, counterparty]);
  return pageTextsIn(ctx.own, asked);
}

/** Where the matching of a pair's trade date stands, by a collection. */
export async function matchIndexIn(own: OwnCollection, asked: PairDay): Promise<string | null> {
  return (await readOwnIndex(own, asked)) ?? null;
}

/** Where the matching of a pair's trade date stands. */
export async function matchIndex(ctx: QueryContext, asked: PairDay): Promise<string | null> {
  requireReadable(await readerOf(ctx), asked.pair);
  return matchIndexIn(ctx.own, asked);
}

/** Some shards of a pair's trade date, by their numbers. */
export type ShardsAsked = PairDay & { readonly shards: readonly number[] };

/** What is known of single trades of a pair's trade date, by a collection. */
export function matchShardsIn(own: OwnCollection, asked: ShardsAsked): Promise<ShardTexts[]> {
  return readOwnShards(own, asked, asked.shards);
}

/** What is known of single trades of a pair's trade date. */
export async function matchShards(ctx: QueryContext, asked: ShardsAsked): Promise<ShardTexts[]> {
  requireReadable(await readerOf(ctx), asked.pair);
  return matchShardsIn(ctx.own, asked);
}

/** Which pages with corrections of a pair's trade date no match has taken in, by a collection. */
export function correctionsDueIn(own: OwnCollection, asked: PairDay): Promise<(string | null)[]> {
  return readOwnCorrectionsDue(own, asked);
}

/** Which pages with corrections of a pair's trade date no match has taken in. */
export async function correctionsDue(ctx: QueryContext, asked: PairDay): Promise<(string | null)[]> {
  requireReadable(await readerOf(ctx), asked.pair);
  return correctionsDueIn(ctx.own, asked);
}

/** What a match is given of a pair's UTIs. */
export async function utis(ctx: QueryContext, asked: UtisAsked): Promise<UtisHeld> {
  requireReadable(await readerOf(ctx), asked.pair);
  return readOwnUtis(ctx.own, asked);
}

/** What one match of a pair's trade date brought about, by a collection. */
export async function matchResultIn(own: OwnCollection, asked: MatchNumber): Promise<string | null> {
  return (await readOwnResult(own, asked, asked.sequence)) ?? null;
}

/** What one match of a pair's trade date brought about. */
export async function matchResult(ctx: QueryContext, asked: MatchNumber): Promise<string | null> {
  requireReadable(await readerOf(ctx), asked.pair);
  return matchResultIn(ctx.own, asked);
}
