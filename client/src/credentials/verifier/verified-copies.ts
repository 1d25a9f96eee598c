import type { KeyObject } from 'node:crypto';
import type { ReadCredential } from '../format/credential';
import { importKey } from '../format/es256';
import type { RegisteredKey } from '../format/credential-registry';
import { Checker, PublicJwk, thumbprintOf } from '@jangbu/model';

const keys = new Checker(PublicJwk);

/** Issuers' keys, imported once each. A key is known by its thumbprint, so what is remembered can't go stale. */
export class ImportedKeys {
  readonly #byKid = new Map<string, KeyObject>();

  /** @returns undefined when the registry's key is not the one of its thumbprint */
  get({ kid, jwk }: RegisteredKey): KeyObject | undefined {
    const known = this.#byKid.get(kid);
    if (known) return known;
    const imported = keys.fits(jwk) && thumbprintOf(jwk) === kid ? importKey(jwk) : undefined;
    if (imported) this.#byKid.set(kid, imported);
    return imported;
  }
}

/** A copy whose issuer's signature was found good, with the holder's key ready for use. */
export interface VerifiedCopy {
  readonly credential: ReadCredential;
  readonly holderKey: KeyObject;
}

/**
 * Copies that were verified before: a customer who comes back costs one signature less. Only what the
 * issuer signed is remembered; whether it is still good is asked of the registry each time. Known by
 * record id, the copy used longest ago is forgotten first.
 */
export class VerifiedCopies {
  readonly #copies = new Map<string, VerifiedCopy>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(recordId: string): VerifiedCopy | undefined {
    const copy = this.#copies.get(recordId);
    if (!copy) return undefined;
    this.#copies.delete(recordId);
    this.#copies.set(recordId, copy);
    return copy;
  }

  add(copy: VerifiedCopy): void {
    if (this.#capacity === 0) return;
    const [oldest] = this.#copies.keys();
    if (oldest !== undefined && this.#copies.size >= this.#capacity) this.#copies.delete(oldest);
    this.#copies.set(copy.credential.recordId, copy);
  }
}
