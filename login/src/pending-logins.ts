import type { Login, LoginRequest } from '@jangbu/client/login';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { MadeRequest } from './presentation-requests.js';

/** A login that a browser has begun at this provider, and that a wallet is to answer. */
export interface PendingLogin {
  /** The interaction of the OpenID provider. */
  readonly uid: string;
  /** In the address to which the wallet posts. */
  readonly id: string;
  /** Comes back with the wallet's answer. */
  readonly state: string;
  readonly expected: LoginRequest;
  readonly request: MadeRequest;
  readonly expiresAt: number;
  /** What came of the wallet's answer. */
  done: Login | undefined;
  /**
   * Given to the wallet with its answer, which brings it back to the browser that began: nobody can log in with what
   * another person's wallet answered (OpenID4VP 1.0, section 13.3).
   */
  responseCode: string | undefined;
}

/** 256 random bits, base64url. */
export function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether two secrets are the same, in the same time whatever they are. */
export function sameSecret(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b?.length !== a.length) return false;
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Logins under way, in this process's memory; those that nobody goes on with are forgotten. */
export class PendingLogins {
  readonly #byUid = new Map<string, PendingLogin>();
  readonly #byId = new Map<string, PendingLogin>();
  readonly #capacity: number;

  /** @param capacity so many at once; beyond it the oldest goes, so that nobody can fill the memory */
  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  /** Adds a login; one of the same interaction goes. */
  add(login: PendingLogin): void {
    const before = this.#byUid.get(login.uid);
    if (before) this.#remove(before);
    const [oldest] = this.#byUid.values();
    if (oldest && this.#byUid.size >= this.#capacity) this.#remove(oldest);
    this.#byUid.set(login.uid, login);
    this.#byId.set(login.id, login);
  }

  #remove({ uid, id }: PendingLogin): void {
    this.#byUid.delete(uid);
    this.#byId.delete(id);
  }

  /** @param now milliseconds since 1970 */
  ofInteraction(uid: string, now: number): PendingLogin | undefined {
    return this.#living(this.#byUid.get(uid), now);
  }

  /** @param now milliseconds since 1970 */
  ofAnswer(id: string, now: number): PendingLogin | undefined {
    return this.#living(this.#byId.get(id), now);
  }

  #living(login: PendingLogin | undefined, now: number): PendingLogin | undefined {
    if (!login || login.expiresAt > now) return login;
    this.#remove(login);
    return undefined;
  }

  remove(login: PendingLogin): void {
    this.#remove(login);
  }
}
