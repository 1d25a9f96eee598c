import type { Submitted } from './submission';

/** Where a fact stands on the ledger. */
export type Recorded =
  | {
      readonly status: 'RECORDED';
      readonly transactionId: string;
      /** The block that holds the transaction. */
      readonly blockNumber: bigint;
    }
  /** It had been recorded before, with the same content; nothing was written now. */
  | { readonly status: 'ALREADY_RECORDED' };

/** What a caller learns of a submission, without the contract's answer. */
export function recorded(submitted: Submitted): Recorded {
  if (submitted.status === 'ALREADY_RECORDED') return { status: 'ALREADY_RECORDED' };
  const { transactionId, blockNumber } = submitted;
  return { status: 'RECORDED', transactionId, blockNumber };
}
