import { RefusalError, settlementTermsChecker, type Pair, type SettlementTerms } from '@jangbu/model';
import { invalid, parseCanonical } from '../../documents/parse';
import { readTrustedTerms } from '../../documents/trusted';
import { requireStanding, type HeldHashes } from '../records/held';

/** A firm's new word on how it settles with another one, and the one that it takes the place of. */
export interface GivenTerms {
  readonly terms: SettlementTerms;
  readonly text: string;
  readonly previous: string | null;
}

/**
 * Reads a firm's settlement terms and those before them.
 *
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL, NOT_A_PARTY
 */
export function readTerms({ terms: text, previous }: { terms: string; previous: string | null }): GivenTerms {
  const terms = parseCanonical('settlement-terms', settlementTermsChecker, text);
  const { pair, member, round } = terms;
  if (!pair.includes(member)) throw new RefusalError('NOT_A_PARTY', { caller: member, parties: pair });
  const before =
    previous === null ? 0 : parseCanonical('settlement-terms', settlementTermsChecker, previous).round;
  if (round !== before + 1) {
    throw invalid('settlement-terms', { path: '/round', message: `has to be ${String(before + 1)}` });
  }
  return { terms, text, previous };
}

/** By what a refusal names a firm's settlement terms. */
export function termsNamed(pair: Pair, member: string): { readonly document: string; readonly id: string } {
  return { document: 'settlement-terms', id: [...pair, member].join('/') };
}

/**
 * Requires that both firms of a pair let trades be instructed one by one.
 *
 * @param given both firms' terms, in the pair's order
 * @param standing what stands of them
 * @throws RefusalError RECORD_MOVED, DOCUMENT_NOT_HELD when they stand otherwise; GROSS_NOT_AGREED
 */
export function requireGrossAgreed(
  pair: Pair,
  given: readonly (string | null)[],
  standing: readonly HeldHashes[],
): void {
  const lacking = pair.filter((member, i) => {
    const text = given[i] ?? null;
    requireStanding(text, standing[i] ?? [], termsNamed(pair, member));
    return text === null || !readTrustedTerms(text).gross;
  });
  if (lacking.length > 0) throw new RefusalError('GROSS_NOT_AGREED', { members: lacking });
}
