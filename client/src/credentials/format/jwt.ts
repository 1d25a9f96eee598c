import { SIGNATURE_ALGORITHM, toBase64Url } from '@jangbu/model';
import { Rejected } from './rejection';
import type { SigningKey } from './signing-key';

/** A JWT in compact form (RFC 7515 §7.1), taken apart and not read yet. */
export interface CompactJwt {
  /** `header.payload`: what is signed. */
  readonly signingInput: string;
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

/**
 * @throws Rejected MALFORMED when the text is not three parts
 */
export function splitJwt(text: string): CompactJwt {
  const [header, payload, signature, ...more] = text.split('.');
  if (!header || !payload || signature === undefined || more.length > 0) throw new Rejected('MALFORMED');
  return { signingInput: `${header}.${payload}`, header, payload, signature };
}

/** Checks `alg` and `typ` before anything else of a header. The algorithm is never the sender's to choose. */
export function checkHeader(header: unknown, typ: string): asserts header is object {
  if (typeof header !== 'object' || header === null || Array.isArray(header)) throw new Rejected('MALFORMED');
  const named: { readonly alg?: unknown; readonly typ?: unknown } = header;
  if (named.alg !== SIGNATURE_ALGORITHM) throw new Rejected('ALGORITHM_NOT_ALLOWED');
  if (named.typ !== typ) throw new Rejected('TOKEN_TYPE_WRONG');
}

/** A signed JWT: its `alg` is ES256. */
export async function signJwt(header: object, payload: object, key: SigningKey): Promise<string> {
  const protectedHeader = toBase64Url(JSON.stringify({ alg: SIGNATURE_ALGORITHM, ...header }));
  const signingInput = `${protectedHeader}.${toBase64Url(JSON.stringify(payload))}`;
  const signature = await key.sign(Buffer.from(signingInput));
  return `${signingInput}.${toBase64Url(signature)}`;
}
