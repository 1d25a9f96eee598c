import canonicalize from 'canonicalize';

/**
 * The canonical form of a document: JSON with sorted members and no white space (RFC 8785).
 * Everything that is hashed, signed or written to the ledger is in this form.
 *
 * @param value a JSON value: strings, safe integers, booleans, null, arrays, plain objects
 * @returns the canonical text
 * @throws TypeError when the value has no JSON form (`undefined`, a function, a bigint)
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('the value has no canonical JSON form');
  return text;
}
