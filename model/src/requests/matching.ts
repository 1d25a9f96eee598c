import { Type, type Static } from '@sinclair/typebox';
import { MATCH_PAGES_MAX } from '../documents/matching';
import { Pair } from '../documents/pair';
import { PAGE_TRADES_MAX } from '../documents/trade-statements';
import { Checker } from '../schema/checker';
import { PageTexts } from '../documents/trade-pages';
import { closed, DateText, Salt } from '../schema/fields';

/** The texts of a shard of a pair's trade date as it stands; null where nothing does. */
export const ShardTexts = closed({
  shard: Type.Integer({ minimum: 0 }),
  matched: Type.Union([Type.String(), Type.Null()]),
  open: Type.Union([Type.String(), Type.Null()]),
});
export type ShardTexts = Static<typeof ShardTexts>;

/**
 * What a match is asked to do, as transient data. Documents are given as the canonical texts whose
 * hashes stand on the ledger.
 */
export const MatchRequest = closed({
  type: Type.Literal('match-request'),
  version: Type.Literal(1),
  pair: Pair,
  tradeDate: DateText,
  /** Headers and bodies of the pages to take in; pages taken in before are passed over. */
  pages: Type.Array(PageTexts, {
    minItems: 1,
    maxItems: MATCH_PAGES_MAX,
  }),
  /** The match index as it stands, or null when this pair's trade date has none. */
  index: Type.Union([Type.String(), Type.Null()]),
  /** The shards that the match takes (`shardsToMatch`), in their order. */
  shards: Type.Array(ShardTexts),
  /** Which pages with corrections are due, of both sides in the pair's order: `CorrectionsDue` as it stands, or null. */
  corrections: Type.Tuple([
    Type.Union([Type.String(), Type.Null()]),
    Type.Union([Type.String(), Type.Null()]),
  ]),
  /** The pair's register of UTIs as it stands, or a new one; and the shelves that stand of the pages' UTIs. */
  utis: closed({
    register: Type.String(),
    shelves: Type.Array(Type.String(), { maxItems: MATCH_PAGES_MAX * PAGE_TRADES_MAX }),
  }),
  /** Salts of what the match writes. */
  salts: closed({ index: Salt, result: Salt }),
});
export type MatchRequest = Static<typeof MatchRequest>;
export const matchRequestChecker = new Checker(MatchRequest);
