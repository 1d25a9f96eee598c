import type {
  CancellationAsked,
  MatchIndex,
  MatchShard,
  OpenShard,
  OpenStatement,
  ReturnedPart,
  WithdrawnSide,
} from '../documents/matching';

/** A shard of a pair's trade date as it stands: null where nothing does. */
export interface GivenShard {
  readonly shard: number;
  readonly matched: MatchShard | null;
  readonly open: OpenShard | null;
}

/**
 * Where the matching of a pair's trade date stands, as far as it is looked at: its head, and what some of its shards
 * say together.
 */
export interface MatchState extends Pick<
  MatchIndex,
  'pair' | 'tradeDate' | 'sequence' | 'obligations' | 'instructed'
> {
  /** Matched trades, each with the number of the match that found it. */
  readonly matched: Readonly<Record<string, number>>;
  /** UTIs of those that were instructed gross, sorted. */
  readonly gross: readonly string[];
  /** What of these has come back by cancelled instructions, by UTI. */
  readonly returned: Readonly<Record<string, readonly ReturnedPart[]>>;
  /** Trades that were matched and then cancelled, each with the number of its cancellation. */
  readonly cancelled: Readonly<Record<string, number>>;
  readonly open: readonly OpenStatement[];
  readonly withdrawn: readonly WithdrawnSide[];
  readonly asked: readonly CancellationAsked[];
}

/** Nothing stands yet of a pair's trade date. */
export function noMatches(pair: readonly [string, string], tradeDate: string): MatchState {
  return {
    pair: [...pair],
    tradeDate,
    sequence: 0,
    obligations: [],
    instructed: [],
    matched: {},
    gross: [],
    returned: {},
    cancelled: {},
    open: [],
    withdrawn: [],
    asked: [],
  };
}

/** Whether a trade was matched, and cancelled since. */
export function isCancelled({ cancelled }: Pick<MatchState, 'cancelled'>, uti: string): boolean {
  return Object.hasOwn(cancelled, uti);
}

/** Whether a trade is matched, and not cancelled since. */
export function isMatched({ matched }: Pick<MatchState, 'matched'>, uti: string): boolean {
  return Object.hasOwn(matched, uti);
}
