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

/** What stands of one shard with those who should hold it. */
export interface ShardHashes {
  readonly matched: HeldHashes;
  readonly open: HeldHashes;
}

/**
 * Requires that the shards stand as the request has them.
 *
 * @param standing what was read of them, in the order of the request
 * @throws RefusalError MATCH_INDEX_MOVED when all hold another one; DOCUMENT_NOT_HELD when they differ
 */
export function requireShardsStand(
  { pair, tradeDate }: PairDay,
  given: readonly ShardTexts[],
  standing: readonly ShardHashes[],
): void {
  const moved = new RefusalError('MATCH_INDEX_MOVED', { pair, tradeDate });
  for (const [i, { shard, matched, open }] of given.entries()) {
    const hashes = standing[i] ?? { matched: [], open: [] };
    const id = [...pair, tradeDate, shard].join('/');
    requireStanding(matched, hashes.matched, { document: 'match-shard', id }, moved);
    requireStanding(open, hashes.open, { document: 'open-shard', id }, moved);
  }
}

/** What shards say that stand: see {@link requireShardsStand}. */
export function shardsGiven(given: readonly ShardTexts[]): GivenShard[] {
  return given.map(({ shard, matched, open }) => ({
    shard,
    matched: matched === null ? null : readTrustedMatchShard(matched),
    open: open === null ? null : readTrustedOpenShard(open),
  }));
}
