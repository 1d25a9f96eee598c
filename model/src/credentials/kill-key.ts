import { createHmac, hkdfSync } from 'node:crypto';
import { canonicalJson } from '../format/canonical';
import { killTagOf } from './record-id';

const salt = 'jangbu:kill-secret:1';
const SECRET_BYTES = 32;

/** A set has at most so many copies that its recovery code ends. */
export const SLOTS_MAX = 64;
/** How many renewals a wallet prepares for; then it asks for the recovery code again. */
export const RENEWALS_PREPARED = 16;

/** The sets that a recovery code can end: those on one channel of one consortium. */
export interface KillScope {
  readonly consortium: string;
  readonly channel: string;
}

/** Which copy of a set. */
export interface KillTarget {
  /** From 0. */
  readonly slot: number;
  /** 0 at first issuance, one more at each renewal. */
  readonly renewal: number;
}

/**
 * What ends a whole set in all its renewals, derived from the holder's recovery code by HKDF-SHA-256 (RFC 5869).
 * Secrets of different scopes tell nothing of each other, nor of the code.
 *
 * @param code the recovery code, 16 bytes
 * @returns 32 bytes; whoever sees them can end the set
 */
export function killSecretOf(code: Uint8Array, { consortium, channel }: KillScope): Buffer {
  return Buffer.from(hkdfSync('sha256', code, salt, canonicalJson({ consortium, channel }), SECRET_BYTES));
}

/**
 * The key of one copy: HMAC-SHA-256 of its place in the set under the set's secret. Keys of different copies tell nothing
 * of each other, nor of the secret.
 *
 * @param secret 32 bytes
 * @returns 32 bytes
 */
export function killKeyOf(secret: Uint8Array, { slot, renewal }: KillTarget): Buffer {
  return createHmac('sha256', secret).update(canonicalJson({ slot, renewal })).digest();
}

/**
 * All tags that a secret ends, by slot and renewal. They follow from the secret, so who shows one can end as many copies
 * as a set can have and no more, and the ledger need not list them.
 *
 * @param secret 32 bytes
 * @param slots how many copies the set has; as many as a set can have when left out
 */
export function killTagsOf(secret: Uint8Array, slots = SLOTS_MAX): string[][] {
  return Array.from({ length: slots }, (_, slot) =>
    Array.from({ length: RENEWALS_PREPARED }, (__, renewal) =>
      killTagOf(killKeyOf(secret, { slot, renewal })),
    ),
  );
}
