import { JangbuError, type ErrorFacts } from './jangbu-error';

/** Why an issuer did not issue. */
export type IssuanceErrorReason =
  /** Fewer than two distinct methods of the five confirmed the investor's identity. */
  | 'ASSURANCE'
  /** The claims do not fit the type. */
  | 'CLAIMS'
  /** There are not as many proofs, or subjects of the earlier set, as copies in a set. */
  | 'COPIES'
  /** The nonce was not given out by this issuer, or too long ago, or is used up. */
  | 'NONCE'
  /** A proof does not read, or does not fit the profile. */
  | 'PROOF_MALFORMED'
  /** A proof was made for another issuer, another nonce or another time. */
  | 'PROOF_ELSEWHERE'
  /** A proof is not signed by the key that it names. */
  | 'PROOF_SIGNATURE'
  /** Two copies ask for the same key or the same kill tag, which would join them. */
  | 'PROOF_REPEATED';

/** Nothing was issued: a set is issued whole or not at all. */
export class IssuanceError extends JangbuError {
  readonly reason: IssuanceErrorReason;

  constructor(reason: IssuanceErrorReason, message: string, facts: ErrorFacts = {}) {
    super(message, false, facts);
    this.reason = reason;
  }
}

/** Why a holder's wallet could not do as asked. */
export type WalletErrorReason =
  /** The wallet holds no set of copies yet. */
  | 'EMPTY'
  /** The wallet holds a set already: it renews that one. */
  | 'HOLDS_A_SET'
  /** The wallet has asked for no set. */
  | 'NOT_ASKED'
  /** All copies are bound to other firms. */
  | 'NO_SLOT_FREE'
  /** The copy is registered later, among others: when is written beside it. */
  | 'NOT_USABLE_YET'
  /** What the issuer handed out is not what was asked for. */
  | 'COPIES_UNFIT'
  /** The recovery code is none, or mistyped. */
  | 'RECOVERY_CODE'
  /** No kill tags are left for another renewal: the recovery code is needed. */
  | 'RENEWALS_USED_UP'
  /** The device does not have a copy's key any more. */
  | 'KEY_MISSING'
  /** A claim to be disclosed is not in the credential. */
  | 'CLAIM_UNKNOWN';

/** The wallet did nothing. */
export class WalletError extends JangbuError {
  readonly reason: WalletErrorReason;

  constructor(reason: WalletErrorReason, message: string, facts: ErrorFacts = {}) {
    super(message, false, facts);
    this.reason = reason;
  }
}
