import type { RefusalCode } from '@jangbu/model';
import type { Endorsers } from './endorsers';

/** What to submit, and who has to agree. Sending the same again must be harmless. */
export interface Submission {
  readonly transaction: string;
  /** JSON, public to the channel. */
  readonly argument?: string;
  /** Private documents by name. */
  readonly transient?: Readonly<Record<string, string>>;
  /** Asked before each try; `doubtful` when the members should be read anew. */
  readonly endorsers: (doubtful: boolean) => Promise<Endorsers>;
  /** Refusals that stand when the own peer says so, though they are worth a retry otherwise. */
  readonly finalRefusals?: readonly RefusalCode[];
}

/** What a query asks. */
export interface Query {
  readonly transaction: string;
  readonly argument?: string;
  /** MSP id of the organisation whose peers are asked; the member's own unless another is named. */
  readonly at?: string | undefined;
}

/** What came of a submission. */
export type Submitted =
  | {
      readonly status: 'RECORDED';
      readonly answer: string;
      readonly transactionId: string;
      readonly blockNumber: bigint;
    }
  /** The ledger held the same content already; nothing was sent for ordering. */
  | { readonly status: 'ALREADY_RECORDED'; readonly answer: string };

/** What every call takes. */
export interface CallOptions {
  /** Stops the call; what had been sent for ordering may still be committed. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Whether a contract's answer says that the ledger held the same already. An answer without a
 * status counts as a new record: it is then ordered, which is harmless.
 */
export function readReceiptStatus(answer: string): Submitted['status'] {
  try {
    const receipt: unknown = JSON.parse(answer);
    const known = typeof receipt === 'object' && receipt !== null && 'status' in receipt;
    return known && receipt.status === 'ALREADY_RECORDED' ? 'ALREADY_RECORDED' : 'RECORDED';
  } catch {
    return 'RECORDED';
  }
}
