import { Type, type Static } from '@sinclair/typebox';
import { CONSENT_TRADES_MAX } from '../documents/trade-cancellation';
import { Checker } from '../schema/checker';
import { closed, Count, Salt } from '../schema/fields';
import { ShardTexts } from './matching';

/** What a cancellation is asked with, as transient data: documents as their canonical texts. */
export const CancellationRequest = closed({
  type: Type.Literal('cancellation-request'),
  version: Type.Literal(1),
  consent: Type.String(),
  /** The match index as it stands. */
  index: Type.String(),
  /** The match results that hold the trades: a shard keeps no more than the UTIs of matched trades. */
  results: Type.Array(closed({ sequence: Count, text: Type.String() }), {
    minItems: 1,
    maxItems: CONSENT_TRADES_MAX,
  }),
  /** The shards of the trades and of the UTIs under which they are stated anew, in their order. */
  shards: Type.Array(ShardTexts),
  /** Salts of what is written. */
  salts: closed({ index: Salt, result: Salt }),
});
export type CancellationRequest = Static<typeof CancellationRequest>;
export const cancellationRequestChecker = new Checker(CancellationRequest);
