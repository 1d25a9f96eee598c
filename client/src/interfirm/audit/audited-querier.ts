import { transactions, type AuditScope } from '@jangbu/model';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions, Query } from '../../core/submit/submission';

/** Asks each query under a scope of an inquiry; what is public is asked as anybody asks it. */
export class AuditedQuerier implements Querier {
  readonly #querier: Querier;
  readonly #scope: AuditScope;

  constructor(querier: Querier, scope: AuditScope) {
    this.#querier = querier;
    this.#scope = scope;
  }

  evaluate({ transaction, argument = '' }: Query, options?: CallOptions): Promise<string> {
    const { consortium } = transactions;
    if (transaction === consortium.parameters || transaction === consortium.instruments) {
      return this.#querier.evaluate({ transaction, argument }, options);
    }
    const audited = JSON.stringify({ scope: this.#scope, transaction, argument });
    return this.#querier.evaluate({ transaction: transactions.audit.read, argument: audited }, options);
  }
}
