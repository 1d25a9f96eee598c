import { REFUSALS, type Refusal, type RefusalCode, type RefusalFacts } from '@jangbu/model';
import { JangbuError, type ErrorFacts } from './jangbu-error';

class Refused extends JangbuError {
  readonly code: RefusalCode;
  readonly facts: RefusalFacts[RefusalCode];
  /** Code and facts as one value, to be stored or passed on. */
  readonly refusal: Refusal;
  /** MSP ids of the organisations whose peers refused; empty when the SDK concluded it by itself. */
  readonly refusedBy: readonly string[];

  constructor(refusal: Refusal, refusedBy: readonly string[] = [], facts: ErrorFacts = {}) {
    const { says, retryable } = REFUSALS[refusal.code];
    super(`${refusal.code}: ${says}`, retryable, facts);
    this.name = 'RefusedError';
    this.code = refusal.code;
    this.facts = refusal.facts;
    this.refusal = refusal;
    this.refusedBy = refusedBy;
  }
}

/**
 * The contracts refused: nothing was written. `code` tells why, and narrows `facts`.
 *
 * @example
 * if (error instanceof RefusedError && error.code === 'PHASE_CLOSED') console.log(error.facts.phase);
 */
export type RefusedError = {
  [C in RefusalCode]: Refused & { readonly code: C; readonly facts: RefusalFacts[C] };
}[RefusalCode];

interface RefusedErrorConstructor {
  new (refusal: Refusal, refusedBy?: readonly string[], facts?: ErrorFacts): RefusedError;
  readonly prototype: RefusedError;
}

// A class cannot be declared a union, yet each refusal is exactly one of its variants: `code` and
// `facts` are only ever set together, from one Refusal.
export const RefusedError = Refused as RefusedErrorConstructor;
