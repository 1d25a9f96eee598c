import { randomBytes } from 'node:crypto';

/** An id that nobody else makes: 128 random bits. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}

/** 128 random bits in hexadecimal: what keeps the hash of a private document from being guessed at. */
export function randomSalt(): string {
  return randomBytes(16).toString('hex');
}

/** 256 random bits in hexadecimal. */
export function randomSeed(): string {
  return randomBytes(32).toString('hex');
}

let lastTime = 0;

/**
 * An id for a page: 128 random bits behind the time, so that a member's pages are listed in the
 * order in which it made them. (Matching takes both sides' pages in that order, which keeps few
 * trades waiting for their other side.)
 */
export function newPageId(): string {
  lastTime = Math.max(Date.now(), lastTime + 1);
  return `${lastTime.toString(36).padStart(9, '0')}${randomId()}`;
}

/**
 * An id for a page with corrections. Such pages are listed before all others: where a match takes
 * several requests, a correction is taken in before the other side of the trade which it mends.
 */
export function newCorrectingPageId(): string {
  return `-${newPageId()}`;
}
