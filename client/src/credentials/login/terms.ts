import { Checker, closed, fromBase64Url, sha256Hex, TermsName, toBase64Url } from '@jangbu/model';
import { Type } from '@sinclair/typebox';

/** Type of the transaction data (OpenID4VP 1.0, section 8.4) with which a firm asks for consent to its terms. */
export const TERMS_TYPE = 'urn:kofia:jangbu:terms:1';
/** The query in a request that the terms go with. */
const CREDENTIAL_QUERY = 'investor';

const TermsData = closed({
  type: Type.Literal(TERMS_TYPE),
  credential_ids: Type.Array(Type.String(), { minItems: 1, maxItems: 1 }),
  firm: Type.String({ maxLength: 31 }),
  terms: TermsName,
});
const termsChecker = new Checker(TermsData);

/** The terms of a firm. */
export interface Terms {
  /** The firm's own name of them, with their version. */
  readonly id: string;
  /** What is shown to the investor, whole. */
  readonly text: string;
}

/** The name under which terms are agreed to: their id, and the hash of the text. */
export function nameOfTerms({ id, text }: Terms): TermsName {
  return { id, hash: sha256Hex(text) };
}

/** The entry of `transaction_data` that asks for consent to a firm's terms: base64url of JSON. */
export function askForConsent(firm: string, terms: TermsName): string {
  const data = { type: TERMS_TYPE, credential_ids: [CREDENTIAL_QUERY], firm, terms };
  return toBase64Url(JSON.stringify(data));
}

/**
 * What an entry of `transaction_data` asks a wallet's holder to agree to.
 *
 * @returns undefined when it is something else, to which a wallet of ours does not consent
 */
export function readTermsAsked(
  entry: string,
): { readonly firm: string; readonly terms: TermsName } | undefined {
  const bytes = fromBase64Url(entry);
  if (!bytes) return undefined;
  try {
    const data: unknown = JSON.parse(bytes.toString());
    return termsChecker.fits(data) ? { firm: data.firm, terms: data.terms } : undefined;
  } catch {
    return undefined;
  }
}
