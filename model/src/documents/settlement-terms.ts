import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { closed, Count, MemberId, Salt } from '../schema/fields';
import { Pair } from './pair';

/** A firm's standing word on how it settles with another one: it holds until the firm's next one. */
export const SettlementTerms = closed({
  type: Type.Literal('settlement-terms'),
  version: Type.Literal(1),
  pair: Pair,
  /** Whose word it is: one of the pair. */
  member: MemberId,
  /** Counts the member's words to the other firm, from 1. */
  round: Count,
  /**
   * Whether matched trades may be instructed one by one, where the other firm says so too. Else they settle net: who
   * picks single trades out of what is netted makes the other firm deliver what it is to receive back.
   */
  gross: Type.Boolean(),
  salt: Salt,
});
export type SettlementTerms = Readonly<Static<typeof SettlementTerms>>;

export const settlementTermsChecker = new Checker(SettlementTerms);
