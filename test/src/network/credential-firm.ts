import { randomBytes } from 'node:crypto';
import {
  CredentialMirror,
  followBlocks,
  Issuer,
  MemoryHolderKeys,
  MemoryStatusIndexes,
  MemoryWalletStore,
  softwareKey,
  Verifier,
  Wallet,
  type IssuedSet,
  type Ledger,
} from '@jangbu/client';
import { connectAs, withLedger, type Place } from 'jangbu';

/** What wallets of the tests' consortium are for. */
export const SCOPE = { consortium: 'jangbu', channel: 'interfirm' };
/** Copies in a set. */
export const COPIES = 3;
const MINUTE = 60_000;

/** Six members say that they are there: enough for every mirror to know how old it is. */
export async function beatAll(place: Place): Promise<void> {
  for (const member of place.consortium.members.slice(0, 6)) {
    await withLedger(place, member.id, 'verifier', (ledger) => ledger.credentials.beat());
  }
}

/** A firm whose mirror follows its own peer. */
export class VerifyingFirm {
  readonly ledger: Ledger;
  readonly mirror = new CredentialMirror();
  readonly verifier: Verifier;
  readonly #stop = new AbortController();
  readonly #following: Promise<unknown>;

  private constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.verifier = new Verifier({ member: ledger.member.id, registry: this.mirror, maxAgeMs: 10 * MINUTE });
    this.#following = followBlocks(ledger, this.mirror, {
      signal: this.#stop.signal,
      privateData: 'WITHOUT',
    });
  }

  static async open(place: Place, member: string): Promise<VerifyingFirm> {
    return new VerifyingFirm(await connectAs(place, member, 'verifier'));
  }

  /** A verifier over the same mirror, by another clock. @param now milliseconds since 1970 */
  verifierAt(now: () => number): Verifier {
    const member = this.ledger.member.id;
    return new Verifier({ member, registry: this.mirror, maxAgeMs: 10 * MINUTE, now });
  }

  get audience(): string {
    return `https://login.${this.ledger.member.id}.jangbu.example`;
  }

  /** Waits until the mirror says so. */
  async until(holds: (mirror: CredentialMirror) => boolean): Promise<void> {
    while (!holds(this.mirror)) await new Promise((resolve) => setImmediate(resolve));
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
    await this.ledger.close();
  }
}

/** A firm that issues, with a key of its own on the ledger. */
export class IssuingFirm {
  readonly iss: string;
  readonly ledger: Ledger;
  readonly issuer: Issuer;

  private constructor(ledger: Ledger, issuer: Issuer, iss: string) {
    this.iss = iss;
    this.ledger = ledger;
    this.issuer = issuer;
  }

  static async open(place: Place, member: string): Promise<IssuingFirm> {
    const ledger = await connectAs(place, member, 'issuer');
    const key = softwareKey();
    const iss = `https://${member}.jangbu.example`;
    const issuer = new Issuer({
      iss,
      key,
      periods: { periodDays: 7, validPeriods: 52 },
      copies: COPIES,
      statusIndexes: new MemoryStatusIndexes(`${iss}/status/1`),
    });
    const { x, y } = key.jwk;
    await ledger.credentials.registerKey({ iss, x, y, sign: (bytes) => key.sign(bytes) });
    return new IssuingFirm(ledger, issuer, iss);
  }

  /**
   * A new investor with a set in the wallet, nothing of it on the ledger yet.
   *
   * @param now the wallet's clock, milliseconds since 1970
   */
  async identify(now = () => Date.now()): Promise<{
    readonly wallet: Wallet;
    readonly set: IssuedSet;
    readonly recoveryCode: string;
  }> {
    const [store, keys] = [new MemoryWalletStore(), new MemoryHolderKeys()];
    const wallet = new Wallet({ ...SCOPE, store, keys, now });
    const nonce = await this.issuer.newNonce();
    const { proofs, recoveryCode } = await wallet.ask({ audience: this.iss, nonce, copies: COPIES });
    const set = await this.issuer.issue({
      nonce,
      proofs,
      confirmation: { manner: 'FACE_TO_FACE' },
      confirmedAt: Date.now(),
      claims: { name: '홍길동' },
    });
    await wallet.accept(set.copies.map(({ credential }) => credential));
    return { wallet, set, recoveryCode };
  }

  /** Records one copy of a set, in a batch of its own. */
  async record({ kid, validFrom, validUntil, entries }: IssuedSet, slot: number): Promise<void> {
    const entry = entries[slot];
    if (!entry) throw new RangeError(`the set has no slot ${slot}`);
    const batchId = randomBytes(16).toString('base64url');
    await this.ledger.credentials.recordBatch({ batchId, kid, validFrom, validUntil, copies: [entry] });
  }
}
