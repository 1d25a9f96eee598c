import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { closed, DateText, Salt, Seed } from '../schema/fields';
import { Pair } from './pair';

/** A query or a request is about the shelves of at most so many prefixes of UTIs. */
export const UTI_PREFIXES_MAX = 10_000;

/** A UTI without its last three characters: what the UTIs of one shelf share. */
export const UtiPrefix = Type.String({ pattern: '^[A-Z0-9]{18,49}$' });
const UtiEnding = Type.String({ pattern: '^[A-Z0-9]{3}$' });

/**
 * What keeps a pair's shelves from being found by guessing: their keys derive from it. Made with the pair's first matched
 * trade, never changed.
 */
export const UtiRegister = closed({
  type: Type.Literal('uti-register'),
  version: Type.Literal(1),
  pair: Pair,
  /** 256 random bits. */
  secret: Seed,
});
export type UtiRegister = Static<typeof UtiRegister>;

/**
 * UTIs under which a pair has matched trades, those of one prefix: on which trade date each was matched. Numbers follow
 * one another, so a page's trades stand on a few shelves; a shelf is full at 46,656, whatever has happened before.
 */
export const UtiShelf = closed({
  type: Type.Literal('uti-shelf'),
  version: Type.Literal(1),
  pair: Pair,
  prefix: UtiPrefix,
  /** By trade date, sorted. */
  days: Type.Array(closed({ tradeDate: DateText, endings: Type.Array(UtiEnding, { minItems: 1 }) }), {
    minItems: 1,
  }),
  salt: Salt,
});
export type UtiShelf = Static<typeof UtiShelf>;

export const utiRegisterChecker = new Checker(UtiRegister);
export const utiShelfChecker = new Checker(UtiShelf);
