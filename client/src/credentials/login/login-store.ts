import type { ErasedPlace, LoginConsent } from '@jangbu/model';
import type { UseEntry } from './use-tree';

/** A consent as the firm keeps it, with what proves it. */
export interface KeptConsent {
  readonly consent: LoginConsent;
  /** The presentation whose key binding signs the terms; null once it is no longer kept. */
  readonly evidence: string | null;
  /** Whether the ledger has it. */
  readonly recorded: boolean;
}

/** An erasure that was begun. */
export interface BegunErasure {
  readonly erasureId: string;
  readonly pseudonym: string;
  readonly consents: readonly string[];
  readonly places: readonly ErasedPlace[];
}

/**
 * Where a firm keeps its consents and uses. What a call has answered to is durable. One process has it open; firms
 * with several bring their own, over a database.
 */
export interface LoginStore {
  /** All consents of one investor at this firm. */
  consentsOf(pseudonym: string): Promise<readonly KeptConsent[]>;
  /** Adds a consent, or replaces the one of the same `consentId`. */
  putConsent(consent: KeptConsent): Promise<void>;
  /** Those that the ledger doesn't have yet. */
  unrecordedConsents(): Promise<readonly KeptConsent[]>;
  /** Takes the evidence of consents given before a time away. @param time seconds since 1970 */
  dropEvidenceBefore(time: number): Promise<void>;
  /** @param hour hours since 1970, UTC */
  addUse(hour: number, use: UseEntry): Promise<void>;
  usesOf(hour: number): Promise<readonly UseEntry[]>;
  /** Hours with uses that are not marked anchored, in order. */
  hoursToAnchor(): Promise<readonly number[]>;
  markAnchored(hour: number): Promise<void>;
  /** Forgets the anchored hours before this one: of those nothing can be proved any more. */
  dropUsesBefore(hour: number): Promise<void>;
  /** Before anything is erased, so that it is finished after a crash. */
  beginErasure(erasure: BegunErasure): Promise<void>;
  begunErasures(): Promise<readonly BegunErasure[]>;
  /** Forgets the investor, and that the erasure was begun. */
  finishErasure(erasure: BegunErasure): Promise<void>;
}

interface Hour {
  readonly uses: UseEntry[];
  anchored: boolean;
}

/** In this process's memory. */
export class MemoryLoginStore implements LoginStore {
  readonly #consents = new Map<string, KeptConsent>();
  readonly #hours = new Map<number, Hour>();
  readonly #erasures = new Map<string, BegunErasure>();

  #where(holds: (kept: KeptConsent) => boolean): Promise<KeptConsent[]> {
    return Promise.resolve([...this.#consents.values()].filter(holds));
  }

  consentsOf(pseudonym: string): Promise<readonly KeptConsent[]> {
    return this.#where(({ consent }) => consent.pseudonym === pseudonym);
  }

  putConsent(kept: KeptConsent): Promise<void> {
    this.#consents.set(kept.consent.consentId, kept);
    return Promise.resolve();
  }

  unrecordedConsents(): Promise<readonly KeptConsent[]> {
    return this.#where(({ recorded }) => !recorded);
  }

  dropEvidenceBefore(time: number): Promise<void> {
    for (const [id, kept] of this.#consents) {
      if (kept.consent.givenAt < time) this.#consents.set(id, { ...kept, evidence: null });
    }
    return Promise.resolve();
  }

  addUse(hour: number, use: UseEntry): Promise<void> {
    const found = this.#hours.get(hour) ?? { uses: [], anchored: false };
    found.uses.push(use);
    this.#hours.set(hour, found);
    return Promise.resolve();
  }

  usesOf(hour: number): Promise<readonly UseEntry[]> {
    return Promise.resolve([...(this.#hours.get(hour)?.uses ?? [])]);
  }

  hoursToAnchor(): Promise<readonly number[]> {
    const open = [...this.#hours].filter(([, { anchored }]) => !anchored);
    return Promise.resolve(open.map(([hour]) => hour).sort((a, b) => a - b));
  }

  markAnchored(hour: number): Promise<void> {
    const found = this.#hours.get(hour);
    if (found) found.anchored = true;
    return Promise.resolve();
  }

  dropUsesBefore(hour: number): Promise<void> {
    for (const [each, { anchored }] of this.#hours) {
      if (anchored && each < hour) this.#hours.delete(each);
    }
    return Promise.resolve();
  }

  beginErasure(erasure: BegunErasure): Promise<void> {
    this.#erasures.set(erasure.erasureId, erasure);
    return Promise.resolve();
  }

  begunErasures(): Promise<readonly BegunErasure[]> {
    return Promise.resolve([...this.#erasures.values()]);
  }

  finishErasure({ erasureId, pseudonym }: BegunErasure): Promise<void> {
    for (const [id, { consent }] of this.#consents) {
      if (consent.pseudonym === pseudonym) this.#consents.delete(id);
    }
    this.#erasures.delete(erasureId);
    return Promise.resolve();
  }
}
