import {
  canonicalJson,
  keys,
  pairOf,
  type CancellationConsent,
  type LedgerMember,
  type MatchOutcome,
  type PairDay,
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

/** Writes what a match or a cancellation came to, to all who hold it. */
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
