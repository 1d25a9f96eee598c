import type { Refusal } from '@jangbu/model';

/** A document on its way to the ledger, or seen there: exactly the texts that were (or will be) sent. */
export interface NewDocument {
  /** Unique in the store; begins with the kind. */
  readonly key: string;
  /** What it is, as `trade-page`. */
  readonly kind: string;
  /** Canonical texts by the names under which they are sent. */
  readonly texts: Readonly<Record<string, string>>;
  /** What it can be found by within its kind, in an order of its own: a page's UTIs by position. */
  readonly terms: readonly string[];
  /** What its writer wants to know of it later; never sent. */
  readonly notes: Readonly<Record<string, string>>;
}

/** What is known of a stored document. */
export type DocumentState =
  /** Not known to be on the ledger: sent perhaps, and to be sent again. */
  | { readonly status: 'PENDING' }
  /** On the ledger. The transaction is null when it was found to be there already. */
  | { readonly status: 'COMMITTED'; readonly transactionId: string | null }
  /** Refused by the contracts, and never to be sent again. */
  | { readonly status: 'REFUSED'; readonly refusal: Refusal };

/** A state that does not change any more. */
export type SettledState = Exclude<DocumentState, { status: 'PENDING' }>;

/** A document and what is known of it. */
export interface StoredDocument extends NewDocument {
  readonly state: DocumentState;
}

/** Where a term stands. */
export interface FoundTerm {
  readonly term: string;
  readonly key: string;
  /** The term's place among its document's terms, from zero. */
  readonly position: number;
  readonly state: DocumentState;
}

/**
 * Keeps documents on the client's side: each is put before it is submitted, so that what a process
 * was about to record is known after its death, and the texts behind the ledger's hashes outlive a
 * peer's loss of them. One store serves one member; implementations may be files or SQL.
 *
 * Every method is atomic, and durable once it has resolved. All of them throw StoreError.
 */
export interface DocumentStore extends AsyncDisposable {
  /**
   * Stores a document as pending. The same content under the same key is no error and changes
   * nothing.
   *
   * @throws StoreError `KEY_TAKEN` when the key holds other content
   */
  put(document: NewDocument): Promise<void>;
  /** Stores documents that were read from the ledger; those whose key is stored are passed over. */
  keep(documents: readonly NewDocument[]): Promise<void>;
  /**
   * Tells what became of a pending document, and stores what is to be sent in its stead (as
   * pending), both or neither. A document that is settled stays as it is, and so does its
   * replacement.
   *
   * @throws StoreError `KEY_UNKNOWN`
   */
  settle(key: string, state: SettledState, replacement?: NewDocument): Promise<void>;
  /** The document of a key, or undefined. */
  get(key: string): Promise<StoredDocument | undefined>;
  /** Keys of the pending documents, in the order in which they were put. */
  pending(): Promise<readonly string[]>;
  /** Where terms stand in documents of a kind: by term, then in the order in which they were stored. */
  find(kind: string, terms: readonly string[]): Promise<readonly FoundTerm[]>;
  /** Ends the use of the store. Further calls throw StoreError `CLOSED`. */
  close(): Promise<void>;
}
