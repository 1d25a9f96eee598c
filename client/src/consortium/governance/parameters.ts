import { parametersDocumentChecker, transactions, type ParametersDocument } from '@jangbu/model';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';
import { readDocument } from '../../core/submit/answers';

/** The parameters in force, as the member's own peer has them. One query. */
export async function readParameters(querier: Querier, options?: CallOptions): Promise<ParametersDocument> {
  const query = { transaction: transactions.consortium.parameters };
  const answer = await querier.evaluate(query, options);
  return readDocument(answer, parametersDocumentChecker, query.transaction);
}
