import type { RefusalCode } from '@jangbu/model';
import { recorded, type Recorded } from '../submit/recorded';
import type { ContractClient } from '../submit/contract-client';
import type { CallOptions, Submission } from '../submit/submission';
import { RefusedError } from '../errors';
import type { DocumentStore } from './document-store';

/** Whether a document was made for this call, or had been stored (and perhaps sent) before. */
export type Origin = 'NEW' | 'STORED';

/**
 * Refusals that say something of who sends and of who is a member, and nothing of the document: contracts look at
 * these before they look whether the ledger has the document already. What had been sent before may stand all the same.
 */
const OF_THE_CALLER: readonly RefusalCode[] = [
  'ROLE_REQUIRED',
  'NOT_THE_SUBMITTER',
  'NOT_THE_SUPERVISOR',
  'NOT_A_MEMBER',
  'MEMBER_UNKNOWN',
  'NO_SUPERVISOR',
  'NOT_A_CUSTODIAN',
  'SUPERVISOR_HOLDS_NO_LOTS',
];

/**
 * Whether a document is never to be sent again. (An earlier envelope of the same cannot come through after such a
 * refusal: it had read what has changed since, and dies with it. Only where the caller or a member was refused may it
 * have come through before that.)
 */
export function isFinal({ retryable, code }: RefusedError, origin: Origin): boolean {
  return !retryable && (origin === 'NEW' || !OF_THE_CALLER.includes(code));
}

/** A document that is in the store, and how it is sent. */
export interface StoredSubmission {
  readonly key: string;
  readonly origin: Origin;
  readonly submission: Submission;
}

/**
 * Sends a document that the store has, and notes there what became of it. Should the note fail, the document stays
 * pending, is sent again, and is answered as it was before.
 *
 * @throws as `ContractClient.submit`
 */
export async function submitStored(
  { contracts, store }: { readonly contracts: ContractClient; readonly store: DocumentStore },
  { key, origin, submission }: StoredSubmission,
  options: CallOptions,
): Promise<Recorded> {
  try {
    const result = recorded(await contracts.submit(submission, options));
    const transactionId = result.status === 'RECORDED' ? result.transactionId : null;
    await store.settle(key, { status: 'COMMITTED', transactionId }).catch(() => undefined);
    return result;
  } catch (error) {
    if (error instanceof RefusedError && isFinal(error, origin)) {
      await store.settle(key, { status: 'REFUSED', refusal: error.refusal }).catch(() => undefined);
    }
    throw error;
  }
}
