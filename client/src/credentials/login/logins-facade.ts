import {
  consentRequestChecker,
  erasureAttestationChecker,
  erasureRequestChecker,
  LIST_LIMIT_MAX,
  loginConsentChecker,
  transactions,
  transient,
  useAnchorChecker,
  type Checker,
  type ErasedPlace,
  type ErasureAttestation,
  type LoginConsent,
  type TermsName,
  type UseAnchor,
  type UseAnchorName,
} from '@jangbu/model';
import type { Static, TSchema } from '@sinclair/typebox';
import { asDocument, readDocument, parseAnswer } from '../../core/submit/answers';
import { inputJson } from '../../core/submit/input';
import { recorded, type Recorded } from '../../core/submit/recorded';
import type { Signatory } from '../../core/identity/signatory';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { PeerError } from '../../core/errors';
import { paged, type Listing } from '../../core/lists/listing';
import type { OwnMember } from '../../core/identity/own-member';
import { hourOf, signLoginClaim, type LoginReceipt } from './login-receipt';

const names = transactions.logins;

/** A consent that is to be recorded. */
export type ConsentInput = Omit<LoginConsent, 'type' | 'version' | 'firm'>;

/** What a firm erases of an investor. */
export interface ErasureInput {
  /** 256 random bits, base64url. The same again is the same erasure. */
  readonly erasureId: string;
  /** Ids of the consents to be purged from the firm's collection, up to 100. */
  readonly consents: readonly string[];
  /** Where else the firm has erased: its word, which the ledger cannot check. */
  readonly places: readonly ErasedPlace[];
}

/** A login that was accepted. */
export interface UseInput {
  readonly nonceHash: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly terms?: TermsName;
}

/** Logins at the own firm: consents, anchors over the uses, erasure. `LoginDesk` puts them to use. */
export interface Logins {
  /**
   * Records that investors agreed to the firm's terms, in the firm's own collection, by its own peer alone: no other
   * member sees more than a hash that tells nothing. Up to 100 in one transaction. For a verifier.
   *
   * @throws RefusedError `ID_TAKEN`…; InputError
   */
  recordConsents(consents: readonly ConsentInput[], options?: CallOptions): Promise<Recorded>;
  /** The consents in the own collection, as recorded. Any role; one query for 1,000. */
  consents(options?: CallOptions): Listing<LoginConsent>;
  /**
   * Anchors the logins of an hour: its root, for ever. For a verifier. One transaction.
   *
   * @param hour hours since 1970, UTC; one that has ended
   * @param root `useRoot` over them, hexadecimal
   * @throws RefusedError `ID_TAKEN` when the hour has another root; InputError
   */
  anchorUses(hour: number, root: string, options?: CallOptions): Promise<Recorded>;
  /** The anchor of an hour at any firm; null where there is none. Any role; one query. */
  anchorOf(name: UseAnchorName, options?: CallOptions): Promise<UseAnchor | null>;
  /**
   * Purges consents from the own collection and records that the firm has erased, in one transaction. For a verifier.
   *
   * @throws RefusedError `DOCUMENT_NOT_HELD`, `ID_TAKEN`…; InputError
   */
  erase(erasure: ErasureInput, options?: CallOptions): Promise<Recorded>;
  /** A firm's attestation of an erasure; null where there is none. Any role; one query. */
  erasureOf(firm: string, erasureId: string, options?: CallOptions): Promise<ErasureAttestation | null>;
  /** Signs the receipt that the holder of a login gets, by the identity of this connection. No transaction. */
  receiptFor(use: UseInput): Promise<LoginReceipt>;
}

/** {@link Logins} over the contract client. */
export class LoginsFacade implements Logins {
  readonly #contracts: ContractClient;
  readonly #own: OwnMember;
  readonly #signatory: Signatory;

  constructor(contracts: ContractClient, own: OwnMember, signatory: Signatory) {
    this.#contracts = contracts;
    this.#own = own;
    this.#signatory = signatory;
  }

  async recordConsents(consents: readonly ConsentInput[], options: CallOptions = {}): Promise<Recorded> {
    const firm = this.#own.id;
    const documents = consents.map((each) => ({ type: 'login-consent', version: 1, firm, ...each }));
    const request = { type: 'consent-request', version: 1, firm, consents: documents };
    const submission = {
      transaction: names.consent,
      transient: { [transient.request]: inputJson(request, consentRequestChecker, 'consent') },
      endorsers: () => Promise.resolve({ rule: 'ALL', organizations: [this.#own.mspId] } as const),
    };
    return recorded(await this.#contracts.submit(submission, options));
  }

  consents(options: CallOptions = {}): Listing<LoginConsent> {
    return paged<LoginConsent>(LIST_LIMIT_MAX, (last) => this.#consentsAfter(last?.consentId, options));
  }

  async #consentsAfter(after: string | undefined, options: CallOptions): Promise<LoginConsent[]> {
    const argument = JSON.stringify({ limit: LIST_LIMIT_MAX, after });
    const query = { transaction: names.consents, argument };
    const texts = parseAnswer(await this.#contracts.evaluate(query, options), names.consents);
    if (!Array.isArray(texts)) throw new PeerError(`the answer to ${names.consents} is no list`);
    return texts.map((text) => readDocument(String(text), loginConsentChecker, names.consents));
  }

  async anchorUses(hour: number, root: string, options: CallOptions = {}): Promise<Recorded> {
    const anchor = { type: 'use-anchor', version: 1, firm: this.#own.id, hour, root };
    const argument = inputJson(anchor, useAnchorChecker, 'anchor');
    const submission = { transaction: names.anchor, argument, endorsers: this.#contracts.channelEndorsers };
    return recorded(await this.#contracts.submit(submission, options));
  }

  async anchorOf({ firm, hour }: UseAnchorName, options: CallOptions = {}): Promise<UseAnchor | null> {
    return this.#ask(names.anchorOf, { firm, hour }, useAnchorChecker, options);
  }

  async erase({ erasureId, consents, places }: ErasureInput, options: CallOptions = {}): Promise<Recorded> {
    const attestation = {
      ...{ type: 'erasure-attestation', version: 1, firm: this.#own.id },
      ...{ erasureId, places },
    };
    const request = { type: 'erasure-request', version: 1, attestation, consents };
    const submission = {
      transaction: names.erase,
      transient: { [transient.request]: inputJson(request, erasureRequestChecker, 'erasure') },
      // The own peer comes first among those alive, and only it can purge.
      endorsers: this.#contracts.channelEndorsers,
    };
    return recorded(await this.#contracts.submit(submission, options));
  }

  async erasureOf(
    firm: string,
    erasureId: string,
    options: CallOptions = {},
  ): Promise<ErasureAttestation | null> {
    return this.#ask(names.erasureOf, { firm, erasureId }, erasureAttestationChecker, options);
  }

  async #ask<T extends TSchema>(
    transaction: string,
    asked: object,
    checker: Checker<T>,
    options: CallOptions,
  ): Promise<Static<T> | null> {
    const query = { transaction, argument: JSON.stringify(asked) };
    const answer = parseAnswer(await this.#contracts.evaluate(query, options), transaction);
    return answer === null ? null : asDocument(answer, checker, transaction);
  }

  receiptFor({ nonceHash, at, terms }: UseInput): Promise<LoginReceipt> {
    const { channel } = this.#signatory;
    const { id: firm, mspId } = this.#own;
    const claim = { type: 'login-claim', version: 1, channel, firm, mspId, nonceHash, at } as const;
    return signLoginClaim({ ...claim, hour: hourOf(at), ...(terms ? { terms } : {}) }, this.#signatory);
  }
}
