/** Base64url without padding (RFC 4648 §5) of text as UTF-8, or of bytes. */
export function toBase64Url(content: string | Uint8Array): string {
  return (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)).toString('base64url');
}

/**
 * Reads base64url strictly: only its alphabet, no padding, unused bits zero. So no two texts give the same
 * bytes, and a changed character never goes unnoticed.
 *
 * @returns the bytes, or undefined
 */
export function fromBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
