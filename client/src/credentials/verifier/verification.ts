import type { Assurance, InvestorClaims } from '@jangbu/model';
import type { RejectionReason } from '../format/rejection';

/** A login that holds. */
export interface AcceptedPresentation {
  readonly accepted: true;
  /** Member id of the firm that confirmed the investor's identity. */
  readonly issuer: string;
  /** How it did. */
  readonly assurance: Assurance;
  /** First day of the governed period in which it did. */
  readonly since: string;
  /** Who it is at this firm: the same at every login, another one at every other firm. */
  readonly pseudonym: string;
  /** What the holder disclosed besides. */
  readonly claims: InvestorClaims;
  /** The copy's name on the ledger, to follow its status while a session lasts. */
  readonly recordId: string;
  /** Seconds since 1970. */
  readonly validUntil: number;
  /** How old the view of the ledger was, in milliseconds. */
  readonly registryAgeMs: number;
}

/** A login that doesn't, and everything that was found against it before it was read no further. */
export interface RefusedPresentation {
  readonly accepted: false;
  /** At least one. */
  readonly reasons: readonly RejectionReason[];
}

export type Verification = AcceptedPresentation | RefusedPresentation;
