import { JangbuError, type ErrorFacts } from './jangbu-error';

/** Others changed what the transaction had read, again and again. Nothing was written. */
export class ConflictError extends JangbuError {
  constructor(facts: ErrorFacts = {}) {
    super('other transactions came first each time', true, facts);
  }
}

/** The transaction was ordered and found invalid: it stands in a block and wrote nothing. */
export class CommitFailedError extends JangbuError {
  /** Fabric's validation code by name, as `ENDORSEMENT_POLICY_FAILURE`. */
  readonly validation: string;

  constructor(validation: string, facts: ErrorFacts = {}) {
    super(`the transaction was found invalid: ${validation}`, false, facts);
    this.validation = validation;
  }
}

/**
 * The transaction was sent for ordering and nobody could tell what became of it. It may have been
 * committed, may be later, or never. Sending the same content under the same id again is harmless
 * and brings certainty.
 */
export class UncertainCommitError extends JangbuError {
  declare readonly transactionId: string;

  constructor(transactionId: string, facts: ErrorFacts = {}) {
    super('it could not be learnt whether the transaction was committed', true, { ...facts, transactionId });
  }
}
