import { CONSENTS_MAX, sha256Hex, type ClaimName, type ErasedPlace, type LoginConsent } from '@jangbu/model';
import { randomBytes } from 'node:crypto';
import type { ExpectedPresentation, Verifier } from '../verifier/verifier';
import type { AcceptedPresentation, RefusedPresentation } from '../verifier/verification';
import { InputError } from '../../core/errors';
import { hourOf, useHashOf, type LoginReceipt } from './login-receipt';
import type { BegunErasure, LoginStore } from './login-store';
import type { Logins } from './logins-facade';
import { askForConsent, nameOfTerms, type Terms } from './terms';
import { proveUse, useRoot, type UseProof } from './use-tree';

const DAY = 86_400;

/** What a desk works with. */
export interface LoginDeskOptions {
  /** Member id of the firm. */
  readonly member: string;
  readonly logins: Logins;
  readonly verifier: Verifier;
  readonly store: LoginStore;
  /** What the firm's investors agree to at first use. New terms are agreed to at the next use. */
  readonly terms: Terms;
  /** For how many days uses can be proved, and presentations are kept as evidence of consents. 400 and 1,825. */
  readonly retention?: { readonly useDays: number; readonly evidenceDays: number };
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

/** What a firm asks a wallet for; it goes back to `login` with the wallet's answer. */
export interface LoginRequest extends ExpectedPresentation {
  /** Whether consent to the firm's terms is asked for as well. */
  readonly withTerms: boolean;
}

/** What comes of a presentation. */
export type Login =
  | {
      readonly outcome: 'LOGGED_IN';
      readonly verification: AcceptedPresentation;
      /** For the holder to keep. */
      readonly receipt: LoginReceipt;
      /** Whether the investor agreed to the terms now. */
      readonly consented: boolean;
    }
  /** Genuine, and not agreed to the terms in force: ask again with these. */
  | {
      readonly outcome: 'CONSENT_NEEDED';
      readonly verification: AcceptedPresentation;
      readonly request: LoginRequest;
    }
  | { readonly outcome: 'REFUSED'; readonly refused: RefusedPresentation };

/** What was done for the ledger. */
export interface DeskWork {
  readonly consents: number;
  /** Hours since 1970, UTC. */
  readonly anchored: readonly number[];
  readonly erasures: number;
}

function random(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * A firm's login desk: verifies presentations, has investors agree to its terms at first use, gives each login a
 * receipt, and anchors the uses. Logging in asks no peer; `work` brings to the ledger what has come together.
 */
export class LoginDesk {
  readonly #options: LoginDeskOptions;
  readonly #retention: { readonly useDays: number; readonly evidenceDays: number };
  readonly #now: () => number;
  readonly #terms;

  constructor(options: LoginDeskOptions) {
    this.#options = options;
    this.#retention = options.retention ?? { useDays: 400, evidenceDays: 1825 };
    this.#now = options.now ?? Date.now;
    this.#terms = nameOfTerms(options.terms);
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }

  /**
   * A request for one login, with a fresh nonce.
   *
   * @param audience the firm's login address, which the wallet signs
   * @param options `withTerms`: ask for consent at once, where the investor is known to be new; `claims` to disclose
   */
  async request(
    audience: string,
    options: { readonly withTerms?: boolean; readonly claims?: readonly ClaimName[] } = {},
  ): Promise<LoginRequest> {
    const { withTerms = false, claims = [] } = options;
    const nonce = await this.#options.verifier.newNonce();
    const transactionData = withTerms ? [askForConsent(this.#options.member, this.#terms)] : [];
    return { nonce, audience, claims, transactionData, withTerms };
  }

  /**
   * Judges what a wallet answered.
   *
   * @param presentation whatever was received
   * @param request as `request` made it
   * @throws whatever the stores throw: then nobody is logged in
   */
  async login(presentation: unknown, request: LoginRequest): Promise<Login> {
    const verification = await this.#options.verifier.verify(presentation, request);
    if (!verification.accepted) return { outcome: 'REFUSED', refused: verification };
    if (!request.withTerms && !(await this.#hasAgreed(verification.pseudonym))) {
      const { audience, claims = [] } = request;
      const again = await this.request(audience, { withTerms: true, claims });
      return { outcome: 'CONSENT_NEEDED', verification, request: again };
    }
    if (request.withTerms) await this.#keepConsent(verification.pseudonym, String(presentation));
    const receipt = await this.#keepUse(request);
    return { outcome: 'LOGGED_IN', verification, receipt, consented: request.withTerms };
  }

  async #hasAgreed(pseudonym: string): Promise<boolean> {
    const { id, hash } = this.#terms;
    const kept = await this.#options.store.consentsOf(pseudonym);
    return kept.some(({ consent: { terms } }) => terms.id === id && terms.hash === hash);
  }

  async #keepConsent(pseudonym: string, presentation: string): Promise<void> {
    const consent: LoginConsent = {
      ...({ type: 'login-consent', version: 1 } as const),
      firm: this.#options.member,
      consentId: random(),
      pseudonym,
      terms: this.#terms,
      givenAt: this.#seconds(),
      presentation: sha256Hex(presentation),
    };
    await this.#options.store.putConsent({ consent, evidence: presentation, recorded: false });
  }

  async #keepUse({ nonce, withTerms }: LoginRequest): Promise<LoginReceipt> {
    const nonceHash = sha256Hex(nonce);
    const at = this.#seconds();
    const use = { nonceHash, at, ...(withTerms ? { terms: this.#terms } : {}) };
    const receipt = await this.#options.logins.receiptFor(use);
    await this.#options.store.addUse(hourOf(at), { nonceHash, useHash: useHashOf(receipt.claim) });
    return receipt;
  }

  /**
   * Shows a holder that its login stands in the hour's anchor, or that it doesn't. `readUseProof` reads it.
   *
   * @throws InputError when the hour has not ended, or is no longer kept
   */
  async prove(hour: number, nonceHash: string): Promise<UseProof> {
    if (hour >= hourOf(this.#seconds())) throw new InputError('the hour has not ended');
    if (hour < this.#oldestHour()) throw new InputError('the uses of that hour are no longer kept');
    const { store, member } = this.#options;
    return { firm: member, hour, ...proveUse(await store.usesOf(hour), nonceHash) };
  }

  #oldestHour(): number {
    return hourOf(this.#seconds() - this.#retention.useDays * DAY);
  }

  /**
   * Brings to the ledger what is due: consents, anchors of the hours that have ended, erasures that were begun; and
   * forgets what need no longer be kept. To be called now and then; what fails is done by the next call.
   */
  async work(): Promise<DeskWork> {
    const erasures = await this.#finishErasures();
    const consents = await this.#recordConsents();
    const anchored = await this.#anchor();
    const { store } = this.#options;
    await store.dropUsesBefore(this.#oldestHour());
    await store.dropEvidenceBefore(this.#seconds() - this.#retention.evidenceDays * DAY);
    return { consents, anchored, erasures };
  }

  async #recordConsents(): Promise<number> {
    const { store, logins } = this.#options;
    const due = await store.unrecordedConsents();
    for (let at = 0; at < due.length; at += CONSENTS_MAX) {
      const page = due.slice(at, at + CONSENTS_MAX);
      await logins.recordConsents(
        page.map(({ consent: { consentId, pseudonym, terms, givenAt, presentation } }) => ({
          ...{ consentId, pseudonym, terms, givenAt, presentation },
        })),
      );
      for (const kept of page) await store.putConsent({ ...kept, recorded: true });
    }
    return due.length;
  }

  async #anchor(): Promise<number[]> {
    const { store, logins } = this.#options;
    const ended = (await store.hoursToAnchor()).filter((hour) => hour < hourOf(this.#seconds()));
    for (const hour of ended) {
      await logins.anchorUses(hour, useRoot(await store.usesOf(hour)));
      await store.markAnchored(hour);
    }
    return [...ended];
  }

  /**
   * Erases what the firm has of an investor: the consents in its collection and in this store. What else there is (read
   * model, logs, presentations elsewhere, backups) the firm erases first, and names: it is the firm's word.
   *
   * @returns the id under which any member shows the attestation; the investor keeps it
   */
  async erase(pseudonym: string, places: readonly ErasedPlace[] = []): Promise<string> {
    const { store } = this.#options;
    await this.#recordConsents();
    const kept = await store.consentsOf(pseudonym);
    const begun = (await store.begunErasures()).find((each) => each.pseudonym === pseudonym);
    const erasure = begun ?? {
      erasureId: random(),
      pseudonym,
      consents: kept.map(({ consent }) => consent.consentId),
      places: [...new Set<ErasedPlace>(['PRESENTATIONS', ...places])],
    };
    if (!begun) await store.beginErasure(erasure);
    await this.#finish(erasure);
    return erasure.erasureId;
  }

  async #finishErasures(): Promise<number> {
    const begun = await this.#options.store.begunErasures();
    for (const erasure of begun) await this.#finish(erasure);
    return begun.length;
  }

  async #finish(erasure: BegunErasure): Promise<void> {
    const { erasureId, consents, places } = erasure;
    await this.#options.logins.erase({ erasureId, consents, places });
    await this.#options.store.finishErasure(erasure);
  }
}
