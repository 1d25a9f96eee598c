import { Type, type Static } from '@sinclair/typebox';
import { Pair, PairDay } from '../documents/pair';
import { PageReference } from '../documents/trade-pages';
import { UTI_PREFIXES_MAX, UtiPrefix } from '../documents/uti-register';
import { Checker } from '../schema/checker';
import { closed, Count, ListLimit } from '../schema/fields';

/** A query asks for at most so many pages at once: an answer has to fit into one message. */
export const PAGES_ASKED_MAX = 100;

/** A query asks for at most so many shards at once. */
export const SHARDS_ASKED_MAX = 256;

/** Which of a pair's shelves of UTIs are asked for. */
export const UtisAsked = closed({
  pair: Pair,
  prefixes: Type.Array(UtiPrefix, { maxItems: UTI_PREFIXES_MAX }),
});
export type UtisAsked = Static<typeof UtisAsked>;

/** A pair's register of UTIs, null before its first matched trade, and those of the shelves that stand: canonical texts. */
export const UtisHeld = closed({
  register: Type.Union([Type.String(), Type.Null()]),
  shelves: Type.Array(Type.String()),
});
export type UtisHeld = Static<typeof UtisHeld>;

export const utisAskedChecker = new Checker(UtisAsked);
export const utisHeldChecker = new Checker(UtisHeld);
export const pairDayChecker = new Checker(PairDay);
export const pagesAskedChecker = new Checker(
  closed({
    ...PairDay.properties,
    /** Those that no match has taken in, and no others. */
    due: Type.Optional(Type.Boolean()),
    /** Of each side at most so many, the first in the order of their ids. */
    limit: Type.Optional(ListLimit),
  }),
);
export type PagesAsked = Static<(typeof pagesAskedChecker)['schema']>;
export const shardsAskedChecker = new Checker(
  closed({
    ...PairDay.properties,
    shards: Type.Array(Type.Integer({ minimum: 0 }), { maxItems: SHARDS_ASKED_MAX }),
  }),
);
export const matchNumberChecker = new Checker(closed({ ...PairDay.properties, sequence: Count }));
export const pageReferencesChecker = new Checker(Type.Array(PageReference, { maxItems: PAGES_ASKED_MAX }));
