import { transactions, type AuditScope } from '@jangbu/model';
import type { Asker } from '../../core/submit/querier';
import type { CallOptions, Query } from '../../core/submit/submission';

/** Asks each query under a scope of an inquiry; what is public is asked as anybody asks it. */
export class AuditedAsker implements Asker {
  readonly #asker: Asker;
  readonly #scope: AuditScope;

  constructor(asker: Asker, scope: AuditScope) {
    this.#asker = asker;
    this.#scope = scope;
  }

  evaluate({ transaction, argument = '' }: Query, options?: CallOptions): Promise<string> {
    const { consortium } = transactions;
    if (transaction === consortium.parameters || transaction === consortium.instruments) {
      return this.#asker.evaluate({ transaction, argument }, options);
    }
    const audited = JSON.stringify({ scope: this.#scope, transaction, argument });
    return this.#asker.evaluate({ transaction: transactions.audit.read, argument: audited }, options);
  }
}
