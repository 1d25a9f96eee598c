import {
  assuranceOf,
  Checker,
  dateOfPeriod,
  InvestorClaims,
  validityFrom,
  type Confirmation,
  type CredentialPeriods,
  type DisclosableClaims,
  thumbprintOf,
} from '@jangbu/model';
import { randomBytes } from 'node:crypto';
import { InputError, IssuanceError } from '../../core/errors';
import { checkKeyProof, type ProvenKey } from '../format/key-proof';
import { MemoryNonceStore, newNonce, type NonceStore } from '../format/nonce-store';
import { signCopy, type SignedCopy } from './sign-copy';
import type { SigningKey } from '../format/signing-key';
import type { StatusIndexes } from './status-indexes';

const NONCE_LIFE_MS = 300_000;
const claimsChecker = new Checker(InvestorClaims);

/** What an issuer works with. */
export interface IssuerOptions {
  /** The member's HTTPS URL. */
  readonly iss: string;
  /** Registered on the ledger under its RFC 7638 thumbprint before anything is issued. */
  readonly key: SigningKey;
  /** Agreed by the consortium. */
  readonly periods: CredentialPeriods;
  /** How many copies a set has. */
  readonly copies: number;
  readonly statusIndexes: StatusIndexes;
  /** In this process's memory when left out. */
  readonly nonces?: NonceStore;
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

/** What an issuer is asked for, and what it knows of the investor. */
export interface IssuanceRequest {
  /** By `newNonce`; used up when the set is issued. */
  readonly nonce: string;
  /** One key proof a copy, in the order of the slots. */
  readonly proofs: readonly string[];
  /** How the investor's identity was confirmed. */
  readonly confirmation: Confirmation;
  /** When, in milliseconds since 1970. */
  readonly confirmedAt: number;
  readonly claims: InvestorClaims;
  /**
   * Subjects of the investor's earlier set, one a slot: a renewal or a new device keeps them, so that
   * pseudonyms stay. Left out at the first issuance.
   */
  readonly subjects?: readonly string[];
}

/** One copy that was issued. */
export interface IssuedCopy extends SignedCopy {
  /** From 0. */
  readonly slot: number;
  /** `sub`; the issuer keeps it for renewals. */
  readonly subject: string;
  readonly killTag: string;
  /** Place in the issuer's status list. */
  readonly statusIndex: number;
}

/** What one line of a batch on the ledger says of a copy. */
export interface BatchEntry {
  readonly recordId: string;
  readonly killTag: string;
}

/** A set of copies, none of which is valid before the ledger lists it. */
export interface IssuedSet {
  readonly kid: string;
  /** Seconds since 1970, as the batch must say. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly copies: readonly IssuedCopy[];
  /** One a copy, for the ledger. Two entries of one set never go into one batch, which would join them. */
  readonly entries: readonly BatchEntry[];
}

function newSubject(): string {
  return randomBytes(32).toString('base64url');
}

function requireDistinct(values: readonly string[], what: string): void {
  if (new Set(values).size !== values.length)
    throw new IssuanceError('PROOF_REPEATED', `two copies ask for the same ${what}`);
}

/** Issues sets of copies of the consortium's credential. */
export class Issuer {
  readonly #options: IssuerOptions;
  readonly #nonces: NonceStore;
  readonly #now: () => number;
  /** RFC 7638 thumbprint of its key. */
  readonly kid: string;

  /** @throws InputError when the URL is not HTTPS */
  constructor(options: IssuerOptions) {
    if (!options.iss.startsWith('https://')) throw new InputError('iss must be an HTTPS URL');
    this.#options = options;
    this.#nonces = options.nonces ?? new MemoryNonceStore();
    this.#now = options.now ?? Date.now;
    this.kid = thumbprintOf(options.key.jwk);
  }

  /** A nonce for the key proofs of one set, good for five minutes. */
  async newNonce(): Promise<string> {
    const nonce = newNonce();
    await this.#nonces.add(nonce, this.#now() + NONCE_LIFE_MS);
    return nonce;
  }

  /**
   * Issues a set: all copies or none. Nothing is valid until the entries are recorded on the ledger.
   *
   * @throws IssuanceError when the identity is not confirmed well enough, the claims do not fit, or a
   *   proof does not hold
   */
  async issue(request: IssuanceRequest): Promise<IssuedSet> {
    const { periods, statusIndexes, copies: count } = this.#options;
    const now = this.#now();
    const claims = this.#claims(request);
    const subjects = request.subjects ?? Array.from({ length: count }, newSubject);
    if (request.proofs.length !== count || new Set(subjects).size !== count)
      throw new IssuanceError('COPIES', `a set has ${count} copies, each with a proof and its own subject`);
    const keys = this.#provenKeys(request, now);
    if ((await this.#nonces.consume(request.nonce, now)) !== 'FRESH')
      throw new IssuanceError('NONCE', 'the nonce was not given out, or is used up');
    const { nbf, exp } = validityFrom(now / 1000, periods);
    const places = await statusIndexes.take(count);
    const copies = await Promise.all(
      keys.map(async ({ jwk, killTag }, slot): Promise<IssuedCopy> => {
        const [subject, status] = [subjects[slot], places[slot]];
        if (subject === undefined || !status) throw new InputError('the status list gave too few places');
        const { iss, key } = this.#options;
        const content = { iss, subject, holderKey: jwk, status, nbf, exp, claims };
        return { slot, subject, killTag, statusIndex: status.idx, ...(await signCopy(content, key)) };
      }),
    );
    const entries = copies.map(({ recordId, killTag }) => ({ recordId, killTag }));
    return { kid: this.kid, validFrom: nbf, validUntil: exp, copies, entries };
  }

  #claims({ confirmation, confirmedAt, claims }: IssuanceRequest): DisclosableClaims {
    const assurance = assuranceOf(confirmation);
    if (!assurance)
      throw new IssuanceError('ASSURANCE', 'identity is confirmed face to face or by two distinct methods');
    if (!claimsChecker.fits(claims)) throw new IssuanceError('CLAIMS', 'the claims do not fit the type');
    return { assurance, identified_on: dateOfPeriod(confirmedAt / 1000, this.#options.periods), ...claims };
  }

  #provenKeys({ proofs, nonce }: IssuanceRequest, now: number): ProvenKey[] {
    const target = { audience: this.#options.iss, nonce };
    const keys = proofs.map((proof) => checkKeyProof(proof, target, now));
    requireDistinct(
      keys.map(({ jwk }) => thumbprintOf(jwk)),
      'key',
    );
    requireDistinct(
      keys.map(({ killTag }) => killTag),
      'kill tag',
    );
    return keys;
  }
}
