import {
  Checker,
  DisclosableClaims,
  IDENTIFICATION_CLAIM_NAMES,
  type ClaimName,
  type IdentificationClaims,
  type InvestorClaims,
} from '@jangbu/model';
import { readDisclosures } from './disclosures';
import { Rejected } from './rejection';

const checker = new Checker(DisclosableClaims);

/** What a presentation discloses. */
export interface DisclosedClaims {
  readonly identification: IdentificationClaims;
  readonly investor: InvestorClaims;
}

/**
 * Reads the disclosures of a presentation into the claims of the type.
 *
 * @param signed digests that the issuer signed
 * @param required claims without which the verifier does not go on, besides those of the identification
 * @throws Rejected when a disclosure does not hold, or a claim is unfit or missing
 */
export function readDisclosedClaims(
  disclosures: readonly string[],
  signed: readonly string[],
  required: readonly ClaimName[],
): DisclosedClaims {
  const found = readDisclosures(disclosures, signed);
  const missing = [...IDENTIFICATION_CLAIM_NAMES, ...required].some((name) => !found.has(name));
  if (missing) throw new Rejected('CLAIM_MISSING');
  const claims: unknown = Object.fromEntries(found);
  if (!checker.fits(claims)) throw new Rejected('CLAIM_UNFIT');
  const { assurance, identified_on, ...investor } = claims;
  return { identification: { assurance, identified_on }, investor };
}
