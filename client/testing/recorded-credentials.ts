import type { StatusRequest } from '@jangbu/model';
import type { BatchInput, Credentials } from '../src/credentials/registry/credentials-facade';
import type { Recorded } from '../src/core/submit/recorded';
import type { CredentialTable } from './credential-table';

/** The registry's calls of one issuer, into a table: for desks that are tested without a ledger. */
export class RecordedCredentials implements Pick<Credentials, 'recordBatch' | 'setStatus'> {
  readonly batches: BatchInput[] = [];
  readonly statuses: StatusRequest['items'][number][] = [];
  /** Calls that fail before they do anything, or after: `'AFTER'` is an answer that was lost. */
  failing: 'BEFORE' | 'AFTER' | undefined;
  readonly #issuer: string;
  readonly #table: CredentialTable;

  constructor(issuer: string, table: CredentialTable) {
    this.#issuer = issuer;
    this.#table = table;
  }

  #answer(act: () => void): Promise<Recorded> {
    if (this.failing === 'BEFORE') return Promise.reject(new Error('no peer'));
    act();
    if (this.failing === 'AFTER') return Promise.reject(new Error('no answer'));
    return Promise.resolve({ status: 'RECORDED', transactionId: 't', blockNumber: 1n });
  }

  recordBatch(batch: BatchInput): Promise<Recorded> {
    return this.#answer(() => {
      const same = this.batches.find(({ batchId }) => batchId === batch.batchId);
      if (same) {
        expect(same).toEqual(batch);
        return;
      }
      this.batches.push(batch);
      this.#table.recordSet(this.#issuer, { ...batch, entries: batch.copies });
    });
  }

  setStatus(batchId: string, items: StatusRequest['items']): Promise<Recorded> {
    return this.#answer(() => {
      const batch = this.batches.find((each) => each.batchId === batchId);
      for (const item of items) {
        expect(batch?.copies.map(({ recordId }) => recordId)).toContain(item.recordId);
        this.statuses.push(item);
        this.#table.setStatus(item.recordId, item.status);
      }
    });
  }
}
