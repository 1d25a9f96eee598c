import {
  canonicalJson,
  keys,
  pairOf,
  type CancellationConsent,
  type LedgerMember,
  type MatchDocuments,
  type MatchResult,
  type PairDay,
  type ShardTexts,
} from '@jangbu/model';
import type { OwnCollection, SubmittedState } from '../state/context';
import type { HeldHashes } from '../../rules/records/held';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

/** What stands of a pair's match index with those who should hold it. */
export function readMatchIndexHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { pair, tradeDate }: PairDay,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.matchIndex(pair, tradeDate));
}

/** What stands of a shard of a pair's trade date with those who should hold it. */
export interface HeldShard {
  readonly matched: HeldHashes;
  readonly open: HeldHashes;
}

/** Asks what stands of some shards of a pair's trade date with those who should hold them. */
export function readShardHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { pair, tradeDate }: PairDay,
  shards: readonly number[],
): Promise<HeldShard[]> {
  return Promise.all(
    shards.map(async (shard) => {
      const [matched, open] = await Promise.all([
        readHeldHashes(state, holders, keys.matchShard(pair, tradeDate, shard)),
        readHeldHashes(state, holders, keys.openShard(pair, tradeDate, shard)),
      ]);
      return { matched, open };
    }),
  );
}

/** What stands of a match result with those who should hold it. */
export function readResultHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { pair, tradeDate }: PairDay,
  sequence: number,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.matchResult(pair, tradeDate, sequence));
}

function consentKey(consent: CancellationConsent): ReturnType<typeof keys.cancellationConsent> {
  const { submitter, counterparty, tradeDate, consentId } = consent;
  return keys.cancellationConsent(submitter, counterparty, tradeDate, consentId);
}

/** What stands of a consent to cancelling with those who should hold it. */
export function readCancellationConsentHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  consent: CancellationConsent,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, consentKey(consent));
}

/** Writes a consent to cancelling, given as its canonical text, to all who hold it. */
export function cancellationConsentWrite(
  holders: readonly LedgerMember[],
  consent: CancellationConsent,
  text: string,
): Write {
  return privateWrite(holders, consentKey(consent), text);
}

/** Writes where a pair's trade date stands, to all who hold it. */
export function stateWrites(
  holders: readonly LedgerMember[],
  { index, matched, open }: MatchDocuments,
): Write[] {
  const { pair, tradeDate } = index;
  return [
    privateWrite(holders, keys.matchIndex(pair, tradeDate), canonicalJson(index)),
    ...matched.map((each) =>
      privateWrite(holders, keys.matchShard(pair, tradeDate, each.shard), canonicalJson(each)),
    ),
    ...open.map((each) =>
      privateWrite(holders, keys.openShard(pair, tradeDate, each.shard), canonicalJson(each)),
    ),
  ];
}

/** Writes what a match or a cancellation brought about, to all who hold it. */
export function resultWrite(holders: readonly LedgerMember[], result: MatchResult): Write {
  const { pair, tradeDate, sequence } = result;
  return privateWrite(holders, keys.matchResult(pair, tradeDate, sequence), canonicalJson(result));
}

/** Shards of a pair's trade date in one's own collection, as their canonical texts. */
export function readOwnShards(
  own: OwnCollection,
  { pair: named, tradeDate }: PairDay,
  shards: readonly number[],
): Promise<ShardTexts[]> {
  const pair = pairOf(...named);
  return Promise.all(
    shards.map(async (shard) => {
      const [matched, open] = await Promise.all([
        own.read(keys.matchShard(pair, tradeDate, shard)),
        own.read(keys.openShard(pair, tradeDate, shard)),
      ]);
      return { shard, matched: matched ?? null, open: open ?? null };
    }),
  );
}

/** A pair's match index in one's own collection, as its canonical text. */
export function readOwnIndex(own: OwnCollection, { pair, tradeDate }: PairDay): Promise<string | undefined> {
  return own.read(keys.matchIndex(pairOf(...pair), tradeDate));
}

/** A match's result in one's own collection, as its canonical text. */
export function readOwnResult(
  own: OwnCollection,
  { pair, tradeDate }: PairDay,
  sequence: number,
): Promise<string | undefined> {
  return own.read(keys.matchResult(pairOf(...pair), tradeDate, sequence));
}
