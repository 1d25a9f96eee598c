import { JangbuError, type ErrorFacts } from './jangbu-error';

/** Why a read model could not do as asked. */
export type ReadModelErrorReason =
  /** The package of the chosen database is not installed; the message names it. */
  | 'PACKAGE_MISSING'
  /** A newer version of this package has changed the database's schema. */
  | 'NEWER_SCHEMA'
  /** It follows another channel, or another member's view. */
  | 'OTHER_LEDGER'
  /** The database's server is not to be reached, shuts down, or starts up. */
  | 'DATABASE_AWAY'
  /** Too many connections, or others in the way: it may do in a moment. */
  | 'DATABASE_BUSY'
  /** No room is left on its disk. */
  | 'DATABASE_FULL'
  /** It does not let this user in, or not do this. */
  | 'DATABASE_REFUSED'
  /** Anything else that it says; `cause` has its words. */
  | 'DATABASE_FAILED'
  /** The read model has been closed. */
  | 'CLOSED';

const PASSING: readonly ReadModelErrorReason[] = ['DATABASE_AWAY', 'DATABASE_BUSY'];

/** The read model failed; nothing of the block or call stands in it by half. */
export class ReadModelError extends JangbuError {
  readonly reason: ReadModelErrorReason;

  constructor(reason: ReadModelErrorReason, message: string, facts: ErrorFacts = {}) {
    super(message, PASSING.includes(reason), facts);
    this.reason = reason;
  }
}
