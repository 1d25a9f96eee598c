import type { MatchIndex, PairDay } from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import { chunksOf } from '../../core/lists/chunks';
import { listing, type Listing } from '../../core/lists/listing';
import { toMatchedTrade, type MatchedTrade } from './match-view';
import type { PairReader } from './pair-reader';

/** So many matches are asked for at the same time. */
const RESULTS_AT_ONCE = 8;

/** All trades that stand matched by an index: what its matches found and nobody has cancelled since. */
export function matchedTrades(
  reader: PairReader,
  day: PairDay,
  { matched, sequence }: MatchIndex,
  options: CallOptions,
): Listing<MatchedTrade> {
  const standing = new Set(matched);
  const numbers = Array.from({ length: sequence }, (_, i) => i + 1);
  return listing(async function* () {
    for (const group of chunksOf(numbers, RESULTS_AT_ONCE)) {
      const results = await Promise.all(group.map((each) => reader.result(day, each, options)));
      for (const trade of results.flatMap((result) => result?.matched ?? [])) {
        if (standing.has(trade.uti)) yield toMatchedTrade(trade);
      }
    }
  });
}
