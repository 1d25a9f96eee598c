import {
  canonicalJson,
  keys,
  pairOf,
  type LedgerMember,
  type MatchIndex,
  type MatchOutcome,
  type PairDay,
} from '@jangbu/model';
import type { OwnCollection, SubmittedState } from './context';
import { readHoldings, type Holdings } from './holdings';
import { privateWrite, type Write } from './write';

/** What stands of a pair's match index with those who should hold it. */
export function readIndexHoldings(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { pair, tradeDate }: PairDay,
): Promise<Holdings> {
  return readHoldings(state, holders, keys.matchIndex(pair, tradeDate));
}

/** Reads a match index whose hash stands with all who must hold it: the contracts wrote it. */
export function readTrustedIndex(text: string): MatchIndex {
  return JSON.parse(text) as MatchIndex;
}

/** Writes what a match came to, to all who hold it. */
export function matchWrites(holders: readonly LedgerMember[], { index, result }: MatchOutcome): Write[] {
  const { pair, tradeDate, sequence } = index;
  return [
    privateWrite(holders, keys.matchIndex(pair, tradeDate), canonicalJson(index)),
    privateWrite(holders, keys.matchResult(pair, tradeDate, sequence), canonicalJson(result)),
  ];
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
