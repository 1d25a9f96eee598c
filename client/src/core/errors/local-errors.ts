import type { SchemaProblem } from '@jangbu/model';
import { JangbuError, type ErrorFacts } from './jangbu-error';

/** The profile cannot be used; `problems` says where it is wrong. */
export class ProfileError extends JangbuError {
  readonly problems: readonly SchemaProblem[];

  constructor(message: string, problems: readonly SchemaProblem[] = [], facts: ErrorFacts = {}) {
    const where = problems.map(({ path, message: says }) => `${path || '/'}: ${says}`).join('; ');
    super(where === '' ? message : `${message}: ${where}`, false, facts);
    this.problems = problems;
  }
}

/** The identity cannot be used: its certificate or key does not read, fit, or sign. */
export class IdentityError extends JangbuError {
  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, false, facts);
  }
}

/** What was asked for cannot be done, as the SDK can tell by itself. Nothing was sent. */
export class InputError extends JangbuError {
  readonly problems: readonly SchemaProblem[];

  constructor(message: string, problems: readonly SchemaProblem[] = []) {
    super(message, false);
    this.problems = problems;
  }
}

/** Why a store could not do as asked. */
export type StoreErrorReason =
  /** Another process, or another object of this one, has the folder open. */
  | 'LOCKED'
  /** Bytes that had been written durably have changed since. */
  | 'CORRUPT'
  /** Other content is stored under this key. */
  | 'KEY_TAKEN'
  /** The key is not stored. */
  | 'KEY_UNKNOWN'
  /** The medium failed: full, read-only, gone. */
  | 'IO'
  /** The store has been closed. */
  | 'CLOSED';

/** A document store or block sink failed. What had been acknowledged before stays. */
export class StoreError extends JangbuError {
  readonly reason: StoreErrorReason;

  constructor(reason: StoreErrorReason, message: string, facts: ErrorFacts = {}) {
    super(message, reason === 'IO' || reason === 'LOCKED', facts);
    this.reason = reason;
  }
}

/** Why the blocks of a peer cannot be followed. */
export type FollowErrorReason =
  /** A block is missing between two others. */
  | 'GAP'
  /** A block does not follow from the one applied before it: another history. */
  | 'FORK'
  /** A block's content does not fit its header, or cannot be read. */
  | 'DAMAGED';

/** The peer's blocks are not those that the sink has seen. Nothing of the block was applied. */
export class FollowError extends JangbuError {
  readonly reason: FollowErrorReason;
  readonly blockNumber: bigint;

  constructor(reason: FollowErrorReason, blockNumber: bigint, message: string, facts: ErrorFacts = {}) {
    super(message, false, facts);
    this.reason = reason;
    this.blockNumber = blockNumber;
  }
}

/** Which link of a receipt's chain does not hold. */
export type ReceiptErrorReason =
  /** What was given as the channel's configuration is none. */
  | 'CONFIGURATION'
  /** The receipt does not have the form of one. */
  | 'MALFORMED'
  /** A part of it belongs to another channel. */
  | 'CHANNEL'
  /** The trade is not on the page. */
  | 'TRADE'
  /** The transaction cannot be read, or is not signed by a client of a member. */
  | 'TRANSACTION'
  /** The page is not held, by their own endorsement, by all who must hold it. */
  | 'HOLDERS'
  /** The transaction is not among those of the day. */
  | 'DAY'
  /** Too few members' signatures seal the day. */
  | 'SEAL'
  /** The firm that it names did not sign it. */
  | 'SIGNATURE';

/** A receipt does not prove what it is said to prove. */
export class ReceiptError extends JangbuError {
  readonly reason: ReceiptErrorReason;

  constructor(reason: ReceiptErrorReason, message: string, facts: ErrorFacts = {}) {
    super(message, false, facts);
    this.reason = reason;
  }
}
