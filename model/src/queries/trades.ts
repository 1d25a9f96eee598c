import { Type, type Static } from '@sinclair/typebox';
import { PairDay } from '../documents/pair';
import { PageReference } from '../documents/trade-pages';
import { Checker } from '../schema/checker';
import { closed, ListLimit } from '../schema/fields';

/** A query asks for at most so many pages at once: an answer has to fit into one message. */
export const PAGES_ASKED_MAX = 100;

/** A query asks for at most so many shards at once. */
export const SHARDS_ASKED_MAX = 256;

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
export const matchNumberChecker = new Checker(
  closed({ ...PairDay.properties, sequence: Type.Integer({ minimum: 1 }) }),
);
export const pageReferencesChecker = new Checker(Type.Array(PageReference, { maxItems: PAGES_ASKED_MAX }));
