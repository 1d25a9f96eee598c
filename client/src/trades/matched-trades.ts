import type { MatchIndex, PairDay } from '@jangbu/model';
import type { CallOptions } from '../engine/submission';
import { toMatchedTrade, type MatchedTrade } from './match-view';
import type { PairReader } from './pair-reader';

/** All trades that stand matched by an index: what its matches found and nobody has cancelled since. */
export async function matchedTrades(
  reader: PairReader,
  day: PairDay,
  { matched, sequence }: MatchIndex,
  options: CallOptions,
): Promise<MatchedTrade[]> {
  const standing = new Set(matched);
  const numbers = Array.from({ length: sequence }, (_, i) => i + 1);
  const results = await Promise.all(numbers.map((each) => reader.result(day, each, options)));
  return results
    .flatMap((result) => result?.matched ?? [])
    .filter(({ uti }) => standing.has(uti))
    .map(toMatchedTrade);
}
