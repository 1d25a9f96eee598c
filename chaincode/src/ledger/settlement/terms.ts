import { canonicalJson, keys, type LedgerMember, type Pair, type SettlementTerms } from '@jangbu/model';
import type { HeldHashes } from '../../rules/records/held';
import type { OwnCollection, SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

/** What stands of a firm's settlement terms with another one, with those who hold them. */
export function readTermsHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  pair: Pair,
  member: string,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.settlementTerms(pair, member));
}

/** Writes a firm's settlement terms to all who hold them. */
export function termsWrite(holders: readonly LedgerMember[], terms: SettlementTerms): Write {
  return privateWrite(holders, keys.settlementTerms(terms.pair, terms.member), canonicalJson(terms));
}

/** Both firms' settlement terms in a collection, in the pair's order: canonical texts, null where one has given none. */
export function readOwnTerms(own: OwnCollection, pair: Pair): Promise<(string | null)[]> {
  return Promise.all(
    pair.map(async (member) => (await own.read(keys.settlementTerms(pair, member))) ?? null),
  );
}
