import { randomBytes } from 'node:crypto';

/** What became of a nonce: given out and now used up; used before; never given out, or forgotten. */
export type NonceOutcome = 'FRESH' | 'USED' | 'UNKNOWN';

/**
 * Remembers the nonces that were given out, for one use each. Verifiers of one firm that share the work
 * share the store. `consume` decides once and for all, also among simultaneous calls.
 */
export interface NonceStore {
  /**
   * @param nonce at least 128 random bits
   * @param expiresAt milliseconds since 1970, after which it may be forgotten
   */
  add(nonce: string, expiresAt: number): Promise<void>;
  /** @param now milliseconds since 1970 */
  consume(nonce: string, now: number): Promise<NonceOutcome>;
}

/** A nonce of 256 random bits, in base64url. */
export function newNonce(): string {
  return randomBytes(32).toString('base64url');
}

interface Entry {
  readonly expiresAt: number;
  used: boolean;
}

/** Nonces in this process's memory: a restart forgets them, and so refuses what answers them. */
export class MemoryNonceStore implements NonceStore {
  readonly #entries = new Map<string, Entry>();
  readonly #capacity: number;

  /** @param capacity how many are remembered; beyond it the oldest is forgotten, so that nobody can fill the memory */
  constructor(capacity = 100_000) {
    this.#capacity = capacity;
  }

  add(nonce: string, expiresAt: number): Promise<void> {
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= this.#capacity) this.#entries.delete(oldest);
    this.#entries.set(nonce, { expiresAt, used: false });
    return Promise.resolve();
  }

  consume(nonce: string, now: number): Promise<NonceOutcome> {
    return Promise.resolve(this.#consume(nonce, now));
  }

  #consume(nonce: string, now: number): NonceOutcome {
    this.#forget(now);
    const entry = this.#entries.get(nonce);
    if (!entry || entry.expiresAt <= now) return 'UNKNOWN';
    if (entry.used) return 'USED';
    entry.used = true;
    return 'FRESH';
  }

  /** Nonces are added in about the order in which they expire: those at the front that have expired go. */
  #forget(now: number): void {
    for (const [nonce, { expiresAt }] of this.#entries) {
      if (expiresAt > now) return;
      this.#entries.delete(nonce);
    }
  }
}
