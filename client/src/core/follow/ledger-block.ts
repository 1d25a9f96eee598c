/** One change of public state that a valid transaction made. */
export interface PublicWrite {
  /** The chaincode whose state it is. */
  readonly namespace: string;
  /** As Fabric writes it; `splitCompositeKey` takes it apart. */
  readonly key: string;
  /** The new value as text; null when the key was deleted. */
  readonly value: string | null;
}

/** One change of a private collection, as everybody sees it. Hexadecimal. */
export interface PrivateHash {
  readonly namespace: string;
  readonly collection: string;
  /** SHA-256 of the key. */
  readonly keyHash: string;
  /** SHA-256 of the value; null when the key was deleted or purged. */
  readonly valueHash: string | null;
}

/** One private document of which the peer delivered the content. */
export interface PrivateWrite {
  readonly namespace: string;
  readonly collection: string;
  readonly key: string;
  /** The value as text; null when the key was deleted. */
  readonly value: string | null;
}

/** A valid transaction: what it changed, and whose client made it. */
export interface LedgerTransaction {
  readonly transactionId: string;
  /** Its place in the block, from zero. */
  readonly position: number;
  readonly creator: { readonly mspId: string; readonly certificate: string };
  /** When its creator says that it made it, by its own clock: milliseconds since 1970; 0 where it does not say. */
  readonly signedAt: number;
  readonly writes: readonly PublicWrite[];
  readonly privateHashes: readonly PrivateHash[];
  /** What the caller's organisation may see; empty unless asked for. Each fits a private hash. */
  readonly privateWrites: readonly PrivateWrite[];
}

/** A transaction that stands in a block and changed nothing. */
export interface RejectedTransaction {
  readonly transactionId: string;
  readonly position: number;
  /** Fabric's validation code by name. */
  readonly validation: string;
}

/**
 * A block of the ledger, by the member's own peer. What it says comes from the write sets of valid
 * transactions alone, never from events, which a single member can forge.
 */
export interface LedgerBlock {
  readonly number: bigint;
  /** SHA-256 of the header, in hexadecimal: what the next block calls its previous hash. */
  readonly hash: string;
  readonly previousHash: string;
  /** Chains validity and state (block metadata COMMIT_HASH), in hexadecimal; null in old blocks. */
  readonly commitHash: string | null;
  readonly transactions: readonly LedgerTransaction[];
  readonly rejected: readonly RejectedTransaction[];
}
