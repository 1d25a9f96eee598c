import type { Ledger } from '@jangbu/client';
import {
  Issuer,
  IssuingDesk,
  MemoryIssuedStore,
  MemoryStatusIndexes,
  softwareKey,
  type Issued,
} from '@jangbu/client/issuer';
import { MemoryHolderKeys, MemoryWalletStore, Wallet } from '@jangbu/client/wallet';
import { connectAs, COPIES_A_SET, CREDENTIAL_CONSORTIUM, type NetworkContext } from 'jangbu';

/** Agreed by the consortium: how dates are rounded, how long a set is good for. */
const CREDENTIAL_PERIODS = { periodDays: 7, validPeriods: 52 };

/** An investor with a phone, whom a firm has identified. */
export interface Investor {
  readonly name: string;
  readonly issuer: string;
  readonly wallet: Wallet;
  /** Kept on paper. */
  readonly recoveryCode: string;
  readonly issued: Issued;
}

/** A firm that identifies investors, with a key of its own on the ledger. */
export class IssuingFirm {
  readonly ledger: Ledger;
  readonly iss: string;
  readonly desk: IssuingDesk;
  readonly store = new MemoryIssuedStore();
  readonly #issuer: Issuer;

  private constructor(ledger: Ledger, issuer: Issuer, iss: string) {
    this.ledger = ledger;
    this.iss = iss;
    this.#issuer = issuer;
    const { credentials } = ledger;
    // A demonstration cannot wait a day: all copies are due at once, still never two of a set in one batch.
    this.desk = new IssuingDesk({ issuer, credentials, store: this.store, spreadSeconds: 0, workSeconds: 0 });
  }

  /** Connects, and registers a fresh key. */
  static async open(context: Pick<NetworkContext, 'stateDir'>, member: string): Promise<IssuingFirm> {
    const ledger = await connectAs(context, member, 'issuer');
    const iss = `https://${member}.jangbu.example`;
    const key = softwareKey();
    const { x, y } = key.jwk;
    await ledger.credentials.registerKey({ iss, x, y, sign: (bytes) => key.sign(bytes) });
    const issuer = new Issuer({
      ...{ iss, key, periods: CREDENTIAL_PERIODS, copies: COPIES_A_SET },
      statusIndexes: new MemoryStatusIndexes(`${iss}/status/1`),
    });
    return new IssuingFirm(ledger, issuer, iss);
  }

  /** RFC 7638 thumbprint of its key. */
  get kid(): string {
    return this.#issuer.kid;
  }

  get member(): string {
    return this.ledger.member.id;
  }

  /**
   * Identifies an investor face to face, and issues a set into a new wallet. Nothing is on the ledger before `desk.work`.
   *
   * @param now the wallet's clock, milliseconds since 1970
   */
  async identify(name: string, now: () => number = Date.now): Promise<Investor> {
    const scope = { consortium: CREDENTIAL_CONSORTIUM, channel: this.ledger.channel };
    const [store, keys] = [new MemoryWalletStore(), new MemoryHolderKeys()];
    const wallet = new Wallet({ ...scope, store, keys, now });
    const nonce = await this.#issuer.newNonce();
    const { proofs, recoveryCode } = await wallet.ask({ audience: this.iss, nonce, copies: COPIES_A_SET });
    const issued = await this.desk.issue(name, {
      ...{ nonce, proofs, confirmation: { manner: 'FACE_TO_FACE' }, confirmedAt: now() },
      claims: { name },
    });
    await wallet.accept(issued.credentials, issued.usableFrom);
    return { name, issuer: this.member, wallet, recoveryCode, issued };
  }

  async close(): Promise<void> {
    await this.ledger.close();
  }
}
