/** One copy in a wallet. */
export interface WalletSlot {
  /** Of the key in the device that the copy is bound to. */
  readonly keyId: string;
  /** SD-JWT with all its disclosures. */
  readonly credential: string;
  /** Seconds since 1970: when the ledger lists the copy, by the issuer's word. */
  readonly usableFrom?: number;
}

/** A set that was asked for and has not been received. */
export interface AskedSet {
  readonly iss: string;
  readonly renewal: number;
  /** One a slot. */
  readonly keyIds: readonly string[];
}

/** All that a wallet keeps, as JSON. Private: credentials name the investor. */
export interface WalletContent {
  /** 0 for the first set, one more at each renewal. */
  readonly renewal: number;
  /** Empty until a set was received. */
  readonly slots: readonly WalletSlot[];
  /** The set before, one a slot, until the ledger lists the copies of this one. */
  readonly former?: readonly WalletSlot[];
  /** Member id of the firm that a slot is bound to, one a slot; null where it is free. Never changed back. */
  readonly firms: readonly (string | null)[];
  /** Kill tags of each slot by renewal, made while the recovery code was at hand. Hashes: they end nothing. */
  readonly killTags: readonly (readonly string[])[];
  readonly asked?: AskedSet;
}

/** Where a wallet keeps what it has. */
export interface WalletStore {
  read(): Promise<WalletContent | undefined>;
  /** Replaces the whole, durably and all at once. */
  write(content: WalletContent): Promise<void>;
}

/** In this process's memory. */
export class MemoryWalletStore implements WalletStore {
  #content: WalletContent | undefined;

  read(): Promise<WalletContent | undefined> {
    return Promise.resolve(this.#content);
  }

  write(content: WalletContent): Promise<void> {
    this.#content = content;
    return Promise.resolve();
  }
}
