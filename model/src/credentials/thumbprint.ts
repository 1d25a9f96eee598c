import { sha256 } from '../format/hash';

/** A point on P-256 as RFC 7518 §6.2 writes it: 32 bytes each, base64url. */
export interface P256Point {
  readonly x: string;
  readonly y: string;
}

/** The thumbprint by which a P-256 key is known: RFC 7638 §3, SHA-256, base64url. */
export function thumbprintOf({ x, y }: P256Point): string {
  return sha256(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`).toString('base64url');
}
