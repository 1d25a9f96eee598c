import { canonicalJson, isUnicode, RefusalError, type SchemaProblem } from '@jangbu/model';
import { LedgerFault } from './fault';

/** What tells whether a value is a document of one kind; the model's checkers are. */
export interface DocumentSchema<T> {
  fits(value: unknown): value is T;
  problems(value: unknown): readonly SchemaProblem[];
}

/** A document from outside that does not fit: refused, with what to mend. */
export function invalid(document: string, ...problems: readonly SchemaProblem[]): RefusalError {
  return new RefusalError('INVALID_DOCUMENT', { document, problems });
}

function jsonOf(document: string, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be private.
    throw invalid(document, { path: '', message: 'not JSON' });
  }
  // Only an escape can bring half a character about; canonical text has hardly any.
  if (text.includes('\\u') && !isUnicode(value)) {
    throw invalid(document, { path: '', message: 'a text has half a surrogate pair (RFC 8785 §3.2.2.2)' });
  }
  return value;
}

/**
 * Reads a document that a client sent.
 *
 * @param document what it should be, for the refusal
 * @throws RefusalError INVALID_DOCUMENT
 */
export function parseDocument<T>(document: string, schema: DocumentSchema<T>, text: string): T {
  const value = jsonOf(document, text);
  if (!schema.fits(value)) throw invalid(document, ...schema.problems(value));
  return value;
}

/**
 * Reads a document that a client sent in the form in which it will be written or hashed.
 *
 * @param document what it should be, for the refusal
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL
 */
export function parseCanonical<T>(document: string, schema: DocumentSchema<T>, text: string): T {
  const value = parseDocument(document, schema, text);
  if (canonicalJson(value) !== text) throw new RefusalError('NOT_CANONICAL', { document });
  return value;
}

/**
 * Reads a document that the contracts wrote to public state.
 *
 * @param key where it stands, for the message
 * @throws LedgerFault when it is no such document
 */
export function readStored<T>(key: string, schema: DocumentSchema<T>, bytes: Uint8Array): T {
  const value: unknown = JSON.parse(Buffer.from(bytes).toString());
  if (!schema.fits(value)) throw new LedgerFault(`what stands at ${key} does not fit its schema`);
  return value;
}
