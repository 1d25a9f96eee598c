/** Base64url without padding (RFC 4648 §5) of text as UTF-8, or of bytes. */
export function toBase64Url(content: string | Uint8Array): string {
  return (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)).toString('base64url');
}

function strictly(text: string, encoding: 'base64' | 'base64url'): Buffer | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? bytes : undefined;
}

/**
 * Reads base64url strictly: only its alphabet, no padding, unused bits zero (RFC 4648 §3.5). So no two texts give
 * the same bytes, and a changed character never goes unnoticed: one key cannot pass as two.
 *
 * @returns the bytes, or undefined
 */
export function fromBase64Url(text: string): Buffer | undefined {
  return strictly(text, 'base64url');
}

/** As {@link fromBase64Url}, for base64 with its padding (RFC 4648 §4). */
export function fromBase64(text: string): Buffer | undefined {
  return strictly(text, 'base64');
}
