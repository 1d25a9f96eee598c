import { JangbuError, type ErrorFacts } from './jangbu-error';

/** Why a read model could not do as asked. */
export type ReadModelErrorReason =
  /** The package of the chosen database is not installed; the message names it. */
  | 'PACKAGE_MISSING'
  /** A newer version of this package has changed the database's schema. */
  | 'NEWER_SCHEMA'
  /** It follows another channel, or another member's view. */
  | 'OTHER_LEDGER';

/** The read model failed; nothing of the block or call stands in it by half. */
export class ReadModelError extends JangbuError {
  readonly reason: ReadModelErrorReason;

  constructor(reason: ReadModelErrorReason, message: string, facts: ErrorFacts = {}) {
    super(message, false, facts);
    this.reason = reason;
  }
}
