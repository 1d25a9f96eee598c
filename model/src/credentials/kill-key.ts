import { hkdfSync } from 'node:crypto';
import { canonicalJson } from '../format/canonical';

const salt = 'jangbu:kill-key:1';
const KILL_KEY_BYTES = 32;

/** Which copy a kill key ends: a slot of a set, in one of its renewals, on one channel of one consortium. */
export interface KillTarget {
  readonly consortium: string;
  readonly channel: string;
  /** From 0. */
  readonly slot: number;
  /** 0 at first issuance, one more at each renewal. */
  readonly renewal: number;
}

/**
 * The key that ends one copy, derived from the holder's recovery code by HKDF-SHA-256 (RFC 5869). Keys of
 * different targets tell nothing of each other, nor of the code.
 *
 * @param code the recovery code, 16 bytes
 * @returns 32 bytes
 */
export function killKeyOf(code: Uint8Array, { consortium, channel, slot, renewal }: KillTarget): Buffer {
  const info = canonicalJson({ consortium, channel, slot, renewal });
  return Buffer.from(hkdfSync('sha256', code, salt, info, KILL_KEY_BYTES));
}
