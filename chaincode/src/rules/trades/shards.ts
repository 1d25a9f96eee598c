import { RefusalError, type GivenShard, type PairDay, type ShardTexts } from '@jangbu/model';
import { invalid } from '../../documents/parse';
import { readTrustedMatchShard, readTrustedOpenShard } from '../../documents/trusted';
import { requireStanding, type HeldHashes } from '../records/held';

/**
 * Requires that a request brings the shards that it takes, and no others.
 *
 * @throws RefusalError INVALID_DOCUMENT
 */
export function requireShards(
  document: string,
  given: readonly ShardTexts[],
  needed: readonly number[],
): void {
  if (given.map(({ shard }) => shard).join() === needed.join()) return;
  throw invalid(document, { path: '/shards', message: `has to bring the shards ${needed.join(', ')}` });
}

/**
 * Requires that a shard stands as the request has it.
 *
 * @throws RefusalError MATCH_INDEX_MOVED when all hold another one; DOCUMENT_NOT_HELD when they differ
 */
export function requireShard(
  { pair, tradeDate }: PairDay,
  { shard, matched, open }: ShardTexts,
  hashes: { readonly matched: HeldHashes; readonly open: HeldHashes },
): void {
  const id = [...pair, tradeDate, shard].join('/');
  const moved = new RefusalError('MATCH_INDEX_MOVED', { pair, tradeDate });
  requireStanding(matched, hashes.matched, { document: 'match-shard', id }, moved);
  requireStanding(open, hashes.open, { document: 'open-shard', id }, moved);
}

/** What shards say that stand: see {@link requireShard}. */
export function shardsGiven(given: readonly ShardTexts[]): GivenShard[] {
  return given.map(({ shard, matched, open }) => ({
    shard,
    matched: matched === null ? null : readTrustedMatchShard(matched),
    open: open === null ? null : readTrustedOpenShard(open),
  }));
}
