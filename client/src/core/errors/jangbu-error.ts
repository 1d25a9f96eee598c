/** What may be said with an error besides its message. */
export interface ErrorFacts {
  /** The transaction that it is about, when there was one. */
  readonly transactionId?: string | undefined;
  /** What was underneath: a peer's own words, a file system's error. Never a key. */
  readonly cause?: unknown;
}

/**
 * Base of everything that the SDK throws: catch this one, then ask what it is with `instanceof`.
 * Messages and facts never carry a private key.
 */
export abstract class JangbuError extends Error {
  /** Whether the same call may well succeed later, without anything being changed. */
  readonly retryable: boolean;
  /** The transaction that it is about; undefined when none had been made. */
  readonly transactionId: string | undefined;

  protected constructor(message: string, retryable: boolean, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.retryable = retryable;
    this.transactionId = facts.transactionId;
  }
}
