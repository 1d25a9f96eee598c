import {
  canonicalJson,
  keys,
  pairOf,
  type LedgerMember,
  type MatchOutcome,
  type PairDay,
} from '@jangbu/model';
import type { OwnCollection, SubmittedState } from './context';
import type { Holdings } from '../rules/holding';
import { readHoldings } from './holdings';
import { privateWrite, type Write } from './write';

/** What stands of a pair's match index with those who should hold it. */
export function readIndexHoldings(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { pair, tradeDate }: PairDay,
): Promise<Holdings> {
  return readHoldings(state, holders, keys.matchIndex(pair, tradeDate));
}

/** What stands of a match's result with those who should hold it. */
export function readResultHoldings(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { pair, tradeDate }: PairDay,
  sequence: number,
): Promise<Holdings> {
  return readHoldings(state, holders, keys.matchResult(pair, tradeDate, sequence));
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
