import type { InvestorClaims } from '@jangbu/model';
import { MemoryHolderKeys } from '../src/credentials/wallet/holder-keys';
import { Issuer, type IssuanceRequest, type IssuedSet } from '../src/credentials/issuer/issuer';
import { softwareKey, type SigningKey } from '../src/credentials/format/signing-key';
import { MemoryStatusIndexes } from '../src/credentials/issuer/status-indexes';
import { Verifier, type VerifierOptions } from '../src/credentials/verifier/verifier';
import { Wallet } from '../src/credentials/wallet/wallet';
import { MemoryWalletStore } from '../src/credentials/wallet/wallet-store';
import { CredentialTable } from './credential-table';

export const ISS = 'https://firm-a.example';
export const AUDIENCE = 'https://login.firm-b.example';
export const COPIES = 3;
export const NOW = Date.UTC(2026, 10, 25, 9);
export const SCOPE = { consortium: 'kofia', channel: 'interfirm' };
export const CLAIMS: InvestorClaims = {
  name: '홍길동',
  birthdate: '1980-02-29',
  email: 'hong@example.com',
  phone_number: '+821012345678',
  adult: true,
};

/** A firm that issues, an investor's wallet, and a registry; time stands still unless it is moved. */
export class CredentialWorld {
  readonly table = new CredentialTable();
  readonly key: SigningKey = softwareKey();
  readonly keys = new MemoryHolderKeys();
  readonly store = new MemoryWalletStore();
  now = NOW;
  readonly issuer: Issuer;
  readonly wallet: Wallet;

  constructor() {
    const now = (): number => this.now;
    this.issuer = new Issuer({
      iss: ISS,
      key: this.key,
      periods: { periodDays: 7, validPeriods: 52 },
      copies: COPIES,
      statusIndexes: new MemoryStatusIndexes(`${ISS}/status/1`),
      now,
    });
    this.wallet = new Wallet({ ...SCOPE, store: this.store, keys: this.keys, now });
    this.table.register('firm-a', ISS, this.key);
  }

  /** What a firm asks of its issuer for an investor whom it met, with the proofs left to be filled in. */
  request(nonce: string, proofs: readonly string[]): IssuanceRequest {
    return { nonce, proofs, confirmation: { manner: 'FACE_TO_FACE' }, confirmedAt: this.now, claims: CLAIMS };
  }

  /** From the first question to a set on the ledger and in the wallet. */
  async issue(): Promise<IssuedSet & { readonly recoveryCode: string }> {
    const nonce = await this.issuer.newNonce();
    const { proofs, recoveryCode } = await this.wallet.ask({ audience: ISS, nonce, copies: COPIES });
    const set = await this.issuer.issue(this.request(nonce, proofs));
    this.table.recordSet('firm-a', set);
    await this.wallet.accept(set.copies.map(({ credential }) => credential));
    return { ...set, recoveryCode };
  }

  verifier(options: Partial<VerifierOptions> = {}): Verifier {
    return new Verifier({
      member: 'firm-b',
      registry: this.table,
      maxAgeMs: 60_000,
      now: () => this.now,
      ...options,
    });
  }
}
