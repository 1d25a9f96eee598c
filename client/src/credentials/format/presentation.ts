import { sha256 } from '@jangbu/model';
import { Rejected } from './rejection';

/** Characters; a presentation of ours that discloses everything has about 3,500. */
const MAX_CHARACTERS = 16_384;
/** The type has seven claims. */
const MAX_DISCLOSURES = 16;

/** The parts of an SD-JWT with key binding (RFC 9901 §4), each as text. */
export interface PresentationParts {
  readonly credential: string;
  readonly disclosures: readonly string[];
  readonly keyBinding: string;
  /** What the holder's `sd_hash` is over: all up to the last tilde. */
  readonly bound: string;
}

/** Digest of what a key-binding JWT is bound to (RFC 9901 §4.3.1). */
export function presentationHash(bound: string): string {
  return sha256(bound).toString('base64url');
}

/**
 * Takes a presentation apart. Its size is looked at before anything else.
 *
 * @param presentation whatever was received
 * @throws Rejected when it is no text of this form, or too large
 */
export function splitPresentation(presentation: unknown): PresentationParts {
  if (typeof presentation !== 'string') throw new Rejected('MALFORMED');
  if (presentation.length > MAX_CHARACTERS) throw new Rejected('TOO_LARGE');
  const [credential = '', ...rest] = presentation.split('~');
  if (credential === '') throw new Rejected('MALFORMED');
  const keyBinding = rest.pop();
  if (!keyBinding?.includes('.')) throw new Rejected('KEY_BINDING_MISSING');
  if (rest.length > MAX_DISCLOSURES) throw new Rejected('TOO_MANY_DISCLOSURES');
  return { credential, disclosures: rest, keyBinding, bound: presentation.slice(0, -keyBinding.length) };
}
