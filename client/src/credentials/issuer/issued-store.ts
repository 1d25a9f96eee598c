import type { CredentialBatch, StatusReason } from '@jangbu/model';

/** What an issuer wants of a copy, and whether the ledger says so. */
export interface WantedStatus {
  readonly status: 'SUSPENDED' | 'REVOKED';
  readonly reason: StatusReason;
  readonly recorded: boolean;
}

/** One copy, as its issuer remembers it: no claim, and no key. */
export interface IssuedCopyRecord {
  readonly slot: number;
  /** `sub`, the same in all renewals. */
  readonly subject: string;
  readonly recordId: string;
  readonly killTag: string;
  /** Place in the issuer's status list. */
  readonly statusIndex: number;
  readonly kid: string;
  /** Seconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** When it is to be registered, seconds since 1970. */
  readonly dueAt: number;
  /** The batch that lists it, once it is in one. */
  readonly batchId: string | null;
  /** Whether the ledger has that batch. */
  readonly recorded: boolean;
  readonly wanted: WantedStatus | null;
}

/** What an issuer handed out last, so that the same request gets the same answer. */
export interface HandedOut {
  /** SHA-256 over the request's nonce, hexadecimal. */
  readonly request: string;
  readonly credentials: readonly string[];
  /** Seconds since 1970, one a copy. */
  readonly usableFrom: readonly number[];
}

/** An investor's sets. */
export interface InvestorRecord {
  /** The issuer's own name for its customer. */
  readonly investor: string;
  /** 0 for the first set. */
  readonly renewal: number;
  /** One a slot. */
  readonly copies: readonly IssuedCopyRecord[];
  /** Copies of earlier sets. */
  readonly former: readonly IssuedCopyRecord[];
  /** Until its copies are all registered. */
  readonly handedOut: HandedOut | null;
}

/** Whether something of a copy is still to be brought to the ledger. */
function isUnfinishedCopy({ recorded, wanted }: IssuedCopyRecord): boolean {
  return recorded ? wanted !== null && !wanted.recorded : wanted === null;
}

/** Whether copies wait to be registered, or statuses to be recorded. */
export function isUnfinished({ copies, former }: InvestorRecord): boolean {
  return copies.some(isUnfinishedCopy) || former.some(isUnfinishedCopy);
}

/** A batch that is to be recorded, or being recorded. */
export interface PendingBatch {
  readonly batch: Omit<CredentialBatch, 'type' | 'version' | 'issuer'>;
  /** Whose copies it lists. */
  readonly investors: readonly string[];
}

/** Where an issuer keeps what it has issued. What a call has answered to is durable. One process has it open. */
export interface IssuedStore {
  read(investor: string): Promise<InvestorRecord | undefined>;
  /** Adds or replaces an investor's record. */
  write(record: InvestorRecord): Promise<void>;
  /** Forgets an investor. */
  remove(investor: string): Promise<void>;
  all(): AsyncIterable<InvestorRecord>;
  /** Those of whom something is still to be brought to the ledger: {@link isUnfinished}. */
  unfinished(): AsyncIterable<InvestorRecord>;
  /** Before it is sent. */
  putBatch(batch: PendingBatch): Promise<void>;
  pendingBatches(): Promise<readonly PendingBatch[]>;
  removeBatch(batchId: string): Promise<void>;
}

/** In this process's memory. */
export class MemoryIssuedStore implements IssuedStore {
  readonly #records = new Map<string, InvestorRecord>();
  readonly #batches = new Map<string, PendingBatch>();

  read(investor: string): Promise<InvestorRecord | undefined> {
    return Promise.resolve(this.#records.get(investor));
  }

  write(record: InvestorRecord): Promise<void> {
    this.#records.set(record.investor, record);
    return Promise.resolve();
  }

  remove(investor: string): Promise<void> {
    this.#records.delete(investor);
    return Promise.resolve();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- A store answers over time; this one has all.
  async *all(): AsyncIterable<InvestorRecord> {
    yield* [...this.#records.values()];
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- As above.
  async *unfinished(): AsyncIterable<InvestorRecord> {
    yield* [...this.#records.values()].filter(isUnfinished);
  }

  putBatch(batch: PendingBatch): Promise<void> {
    this.#batches.set(batch.batch.batchId, batch);
    return Promise.resolve();
  }

  pendingBatches(): Promise<readonly PendingBatch[]> {
    return Promise.resolve([...this.#batches.values()]);
  }

  removeBatch(batchId: string): Promise<void> {
    this.#batches.delete(batchId);
    return Promise.resolve();
  }
}
