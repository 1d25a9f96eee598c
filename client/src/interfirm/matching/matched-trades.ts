import type { MatchIndex, PairDay } from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import { chunksOf } from '../../core/lists/chunks';
import { listing, type Listing } from '../../core/lists/listing';
import { toMatchedTrade, type MatchedTrade } from './match-view';
import type { PairReader } from './pair-reader';

/** So many matches are asked for at the same time. */
const RESULTS_AT_ONCE = 8;

/**
 * All trades that stand matched by an index: what its matches found and nobody has cancelled since. One query for each
 * match and cancellation; two where any trade was cancelled.
 */
export function matchedTrades(
  reader: PairReader,
  day: PairDay,
  { cancelled, sequence }: MatchIndex,
  options: CallOptions,
): Listing<MatchedTrade> {
  const groups = chunksOf(
    Array.from({ length: sequence }, (_, i) => i + 1),
    RESULTS_AT_ONCE,
  );
  const results = async function* () {
    for (const group of groups) {
      const read = await Promise.all(group.map((each) => reader.result(day, each, options)));
      for (const result of read) if (result) yield result;
    }
  };
  return listing(async function* () {
    const gone = new Set<string>();
    if (cancelled > 0) {
      for await (const result of results()) for (const { trade } of result.cancelled) gone.add(trade.uti);
    }
    for await (const { matched } of results()) {
      for (const trade of matched) if (!gone.has(trade.uti)) yield toMatchedTrade(trade);
    }
  });
}
