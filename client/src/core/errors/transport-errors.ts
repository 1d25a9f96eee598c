import { JangbuError, type ErrorFacts } from './jangbu-error';

/** A step on a call's way. */
export type CallPhase = 'CONNECT' | 'EVALUATE' | 'ENDORSE' | 'SUBMIT' | 'COMMIT_STATUS' | 'BLOCKS';

/** Peers or orderers that are needed could not be reached, for as long as the SDK tried. */
export class UnavailableError extends JangbuError {
  readonly phase: CallPhase;
  /** MSP ids of the organisations that did not answer, as far as they are known. */
  readonly organizations: readonly string[];

  /** @param reason why it is so, where more is known than that nobody answered */
  constructor(
    phase: CallPhase,
    organizations: readonly string[] = [],
    facts: ErrorFacts = {},
    reason?: string,
  ) {
    const who = organizations.length > 0 ? `no answer from ${organizations.join(', ')}` : 'no answer';
    const why = reason === undefined ? '' : `: ${reason}`;
    super(`${who} while it was to ${WHAT[phase]}${why}`, true, facts);
    this.phase = phase;
    this.organizations = organizations;
  }
}

/** A peer has more calls at once than it takes; the SDK waited and tried again, in vain. */
export class OverloadedError extends JangbuError {
  readonly phase: CallPhase;

  constructor(phase: CallPhase, facts: ErrorFacts = {}) {
    super(`too many calls at once for a peer that was to ${WHAT[phase]}`, true, facts);
    this.phase = phase;
  }
}

/** A step took longer than its deadline. Nothing was sent for ordering, unless a `transactionId` is told. */
export class DeadlineError extends JangbuError {
  readonly phase: CallPhase;

  constructor(phase: CallPhase, facts: ErrorFacts = {}) {
    super(`the deadline passed while a peer was to ${WHAT[phase]}`, true, facts);
    this.phase = phase;
  }
}

/** The endorsers' results did not agree, as often as it was tried. Nothing was written. */
export class DisagreementError extends JangbuError {
  constructor(facts: ErrorFacts = {}) {
    super('the endorsing organisations came to different results', true, facts);
  }
}

/** A peer answered something that is neither a refusal nor a known failure; `cause` has its words. */
export class PeerError extends JangbuError {
  constructor(says: string, facts: ErrorFacts = {}) {
    super(says, false, facts);
  }
}

/** The caller's signal stopped the call, or the ledger connection was closed under it. */
export class AbortedError extends JangbuError {
  readonly by: 'SIGNAL' | 'CLOSE';

  constructor(by: 'SIGNAL' | 'CLOSE', facts: ErrorFacts = {}) {
    super(by === 'SIGNAL' ? 'the call was aborted' : 'the ledger connection was closed', false, facts);
    this.by = by;
  }
}

const WHAT: { readonly [P in CallPhase]: string } = {
  CONNECT: 'be connected to',
  EVALUATE: 'answer a query',
  ENDORSE: 'endorse',
  SUBMIT: 'send for ordering',
  COMMIT_STATUS: 'tell the commit status',
  BLOCKS: 'deliver blocks',
};
