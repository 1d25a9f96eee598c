import { pseudonymOf, recordIdOf, type ClaimName } from '@jangbu/model';
import { readCredential, type ReadCredential } from '../format/credential';
import { readDisclosedClaims, type DisclosedClaims } from '../format/disclosed-claims';
import { importKey, verifySignature, type SignatureOutcome } from '../format/es256';
import { InputError } from '../../core/errors';
import {
  keyBindingProblems,
  readKeyBinding,
  type ExpectedBinding,
  type ReadKeyBinding,
} from '../format/key-binding';
import { MemoryNonceStore, newNonce, type NonceOutcome, type NonceStore } from '../format/nonce-store';
import { splitPresentation, type PresentationParts } from '../format/presentation';
import type { CredentialRegistry, RegisteredKey } from '../format/credential-registry';
import { Rejected, type RejectionReason } from '../format/rejection';
import { ImportedKeys, VerifiedCopies, type VerifiedCopy } from './verified-copies';
import { issuerKeyProblems, recordProblems, validityProblems } from './ledger-checks';
import type { RefusedPresentation, Verification } from './verification';

const NONCE_LIFE_MS = 600_000;
const REMEMBERED_COPIES = 10_000;

/** What a verifier works with. */
export interface VerifierOptions {
  /** Member id of the firm that verifies: pseudonyms are made for it. */
  readonly member: string;
  readonly registry: CredentialRegistry;
  /** How old the view of the ledger may be, in milliseconds; beyond it everything is refused. */
  readonly maxAgeMs: number;
  /** In this process's memory when left out. */
  readonly nonces?: NonceStore;
  /** How many copies' verified issuer signatures are remembered; 10,000 when left out. */
  readonly rememberedCopies?: number;
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

/** What a presentation must answer, and disclose. */
export interface ExpectedPresentation extends ExpectedBinding {
  /** Claims to be disclosed besides how and since when identity is confirmed, which always are. */
  readonly claims?: readonly ClaimName[];
}

const ISSUER_SIGNATURE: Readonly<Record<SignatureOutcome, RejectionReason | undefined>> = {
  GOOD: undefined,
  MALFORMED: 'ISSUER_SIGNATURE_MALFORMED',
  WRONG: 'ISSUER_SIGNATURE_WRONG',
};
const HOLDER_SIGNATURE: Readonly<Record<SignatureOutcome, RejectionReason | undefined>> = {
  GOOD: undefined,
  MALFORMED: 'HOLDER_SIGNATURE_MALFORMED',
  WRONG: 'HOLDER_SIGNATURE_WRONG',
};
const NONCE: Readonly<Record<NonceOutcome, RejectionReason | undefined>> = {
  FRESH: undefined,
  USED: 'REPLAYED',
  UNKNOWN: 'NONCE_UNKNOWN',
};

function refuseFor(reason: RejectionReason | undefined): void {
  if (reason) throw new Rejected(reason);
}

/** A presentation taken apart and read; nothing of it verified. */
interface ReadPresentation {
  readonly parts: PresentationParts;
  readonly credential: ReadCredential;
  /** The same copy, when it was verified before with this very signature. */
  readonly remembered: VerifiedCopy | undefined;
  readonly keyBinding: ReadKeyBinding;
  readonly disclosed: DisclosedClaims;
}

/**
 * Verifies presentations of the consortium's credential, without asking anyone: keys, records and
 * statuses come from the registry, which follows the ledger.
 *
 * Cheap checks come first and signatures last, so that junk costs little; the nonce is used up at the
 * very end, so that nobody can use it up with junk.
 */
export class Verifier {
  readonly #member: string;
  readonly #registry: CredentialRegistry;
  readonly #maxAgeMs: number;
  readonly #nonces: NonceStore;
  readonly #issuerKeys = new ImportedKeys();
  readonly #copies: VerifiedCopies;
  readonly #now: () => number;

  /** @throws InputError when the bound on the registry's age is no number of milliseconds */
  constructor(options: VerifierOptions) {
    if (!Number.isFinite(options.maxAgeMs) || options.maxAgeMs < 0)
      throw new InputError('maxAgeMs must be a number of milliseconds');
    this.#member = options.member;
    this.#registry = options.registry;
    this.#maxAgeMs = options.maxAgeMs;
    this.#nonces = options.nonces ?? new MemoryNonceStore();
    this.#copies = new VerifiedCopies(options.rememberedCopies ?? REMEMBERED_COPIES);
    this.#now = options.now ?? Date.now;
  }

  /** A nonce for one request, good for ten minutes and one accepted presentation. 256 random bits. */
  async newNonce(): Promise<string> {
    const nonce = newNonce();
    await this.#nonces.add(nonce, this.#now() + NONCE_LIFE_MS);
    return nonce;
  }

  /**
   * Verifies a presentation: SD-JWT VC with key binding (RFC 9901 §7.3) by the consortium's wire profile.
   *
   * @param presentation what was received, whatever it is: no input makes this throw
   * @param expected the request that it must answer; the nonce by `newNonce`
   * @returns who issued, how and since when identity is confirmed, and the pseudonym; or why not
   * @throws whatever the nonce store throws when it cannot be asked: then nothing is accepted
   */
  async verify(presentation: unknown, expected: ExpectedPresentation): Promise<Verification> {
    try {
      return await this.#verify(presentation, expected);
    } catch (error) {
      if (error instanceof Rejected) return { accepted: false, reasons: [error.reason] };
      throw error;
    }
  }

  async #verify(presentation: unknown, expected: ExpectedPresentation): Promise<Verification> {
    const read = this.#read(presentation, expected);
    const now = this.#now();
    const { credential } = read;
    const key = this.#registry.issuerKey(credential.payload.iss, credential.kid);
    const registryAgeMs = this.#registry.ageAt(now);
    const refused = this.#refused(read, expected, key, { now, registryAgeMs });
    if (refused || !key) return refused ?? { accepted: false, reasons: ['ISSUER_KEY_UNKNOWN'] };
    this.#verifySignatures(read, key);
    refuseFor(NONCE[await this.#nonces.consume(expected.nonce, now)]);
    return {
      accepted: true,
      issuer: key.issuer,
      assurance: read.disclosed.identification.assurance,
      since: read.disclosed.identification.identified_on,
      pseudonym: pseudonymOf(this.#member, key.issuer, credential.payload.sub),
      claims: read.disclosed.investor,
      recordId: credential.recordId,
      validUntil: credential.payload.exp,
      registryAgeMs,
    };
  }

  #read(presentation: unknown, { claims = [] }: ExpectedPresentation): ReadPresentation {
    const parts = splitPresentation(presentation);
    const remembered = this.#remembered(parts.credential);
    const credential = remembered?.credential ?? readCredential(parts.credential);
    const keyBinding = readKeyBinding(parts.keyBinding);
    const disclosed = readDisclosedClaims(parts.disclosures, credential.payload._sd, claims);
    return { parts, credential, remembered, keyBinding, disclosed };
  }

  #remembered(jwt: string): VerifiedCopy | undefined {
    const end = jwt.lastIndexOf('.');
    const copy = this.#copies.get(recordIdOf(jwt.slice(0, end)));
    return copy?.credential.signature === jwt.slice(end + 1) ? copy : undefined;
  }

  /** Everything that speaks against a presentation, signatures and the nonce's use apart. */
  #refused(
    { credential, keyBinding, parts }: ReadPresentation,
    expected: ExpectedPresentation,
    key: RegisteredKey | undefined,
    { now, registryAgeMs }: { readonly now: number; readonly registryAgeMs: number },
  ): RefusedPresentation | undefined {
    const record = key && this.#registry.record(key.issuer, credential.recordId);
    const reasons = [
      ...keyBindingProblems(keyBinding.payload, expected, parts.bound, now),
      ...validityProblems(credential, now),
      ...issuerKeyProblems(key, record),
      // Whose record it would be is not known without the key.
      ...(key ? recordProblems(credential, record) : []),
    ];
    // Written so that an age which is no number is refused too.
    if (!(registryAgeMs <= this.#maxAgeMs)) reasons.push('REGISTRY_STALE');
    return reasons.length > 0 ? { accepted: false, reasons } : undefined;
  }

  #verifySignatures({ credential, remembered, keyBinding }: ReadPresentation, key: RegisteredKey): void {
    const { holderKey } = remembered ?? this.#verifyIssuer(credential, key);
    const { signingInput, signature } = keyBinding;
    refuseFor(HOLDER_SIGNATURE[verifySignature(holderKey, signingInput, signature)]);
  }

  #verifyIssuer(credential: ReadCredential, key: RegisteredKey): VerifiedCopy {
    const issuerKey = this.#issuerKeys.get(key);
    if (!issuerKey) throw new Rejected('ISSUER_KEY_UNKNOWN');
    const { signingInput, signature, payload } = credential;
    refuseFor(ISSUER_SIGNATURE[verifySignature(issuerKey, signingInput, signature)]);
    const holderKey = importKey(payload.cnf.jwk);
    if (!holderKey) throw new Rejected('HOLDER_KEY_UNFIT');
    const copy = { credential, holderKey };
    this.#copies.add(copy);
    return copy;
  }
}
