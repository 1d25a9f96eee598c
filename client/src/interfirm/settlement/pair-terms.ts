import {
  Checker,
  settlementTermsChecker,
  transactions,
  type Pair,
  type SettlementTerms,
} from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { readDocument } from '../../core/submit/answers';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';
import { randomSalt } from '../../core/random/random';

/** A firm's standing word on how it settles with another one. */
export interface FirmTerms {
  /** Whether matched trades may be instructed one by one, where the other firm says so too. */
  readonly gross: boolean;
}

/** How two firms settle with each other. A firm that has said nothing yet settles net. */
export interface PairTerms {
  readonly own: FirmTerms;
  readonly theirs: FirmTerms;
}

/** What stands of both firms' words, in the pair's order. */
export interface StandingTerms {
  readonly texts: readonly (string | null)[];
  readonly terms: readonly (SettlementTerms | null)[];
}

const textsChecker = new Checker(Type.Array(Type.Union([Type.String(), Type.Null()])));

/** Both firms' words, at the member's own peer. */
export async function readTerms(querier: Querier, pair: Pair, options: CallOptions): Promise<StandingTerms> {
  const transaction = transactions.settlement.terms;
  const answer = await querier.evaluate({ transaction, argument: JSON.stringify({ pair }) }, options);
  const texts = readDocument(answer, textsChecker, transaction);
  return {
    texts,
    terms: texts.map((text) =>
      text === null ? null : readDocument(text, settlementTermsChecker, transaction),
    ),
  };
}

/** What firms' words come to for one of them. */
export function pairTermsOf(ownId: string, { terms }: StandingTerms): PairTerms {
  const said = (isOwn: boolean): FirmTerms => ({
    gross: terms.some((each) => each !== null && (each.member === ownId) === isOwn && each.gross),
  });
  return { own: said(true), theirs: said(false) };
}

/** A firm's next word, and the text of its former one; undefined when it has said just that. */
export function nextTerms(
  pair: Pair,
  ownId: string,
  { texts, terms }: StandingTerms,
  { gross }: FirmTerms,
): { readonly terms: SettlementTerms; readonly previous: string | null } | undefined {
  const place = pair.indexOf(ownId);
  const former = terms[place] ?? null;
  if ((former?.gross ?? false) === gross) return undefined;
  const next: SettlementTerms = {
    type: 'settlement-terms',
    version: 1,
    pair: [...pair],
    member: ownId,
    round: (former?.round ?? 0) + 1,
    gross,
    salt: randomSalt(),
  };
  return { terms: next, previous: texts[place] ?? null };
}
