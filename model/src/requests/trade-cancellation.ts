import { Type, type Static } from '@sinclair/typebox';
import { CONSENT_TRADES_MAX } from '../documents/trade-cancellation';
import { Checker } from '../schema/checker';
import { closed, Count, Salt } from '../schema/fields';

/** What a cancellation is asked with, as transient data: documents as their canonical texts. */
export const CancellationRequest = closed({
  type: Type.Literal('cancellation-request'),
  version: Type.Literal(1),
  consent: Type.String(),
  /** The match index as it stands. */
  index: Type.String(),
  /** The match results that hold the trades: the index keeps no more than the UTIs of matched trades. */
  results: Type.Array(closed({ sequence: Count, text: Type.String() }), {
    minItems: 1,
    maxItems: CONSENT_TRADES_MAX,
  }),
  /** The pair's instruction index as it stands, or null when nothing has been instructed. */
  instructions: Type.Union([Type.String(), Type.Null()]),
  /** Salts of the two documents that the match index's change writes. */
  salts: closed({ index: Salt, result: Salt }),
});
export type CancellationRequest = Static<typeof CancellationRequest>;
export const cancellationRequestChecker = new Checker(CancellationRequest);
