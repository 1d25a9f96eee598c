import { parametersDocumentChecker, transactions, type ParametersDocument } from '@jangbu/model';
import type { Engine } from '../engine/engine';
import type { CallOptions } from '../engine/submission';
import { readDocument } from './answers';

/** The parameters in force, as the member's own peer has them. One query. */
export async function readParameters(engine: Engine, options?: CallOptions): Promise<ParametersDocument> {
  const query = { transaction: transactions.consortium.parameters };
  const answer = await engine.evaluate(query, options);
  return readDocument(answer, parametersDocumentChecker, query.transaction);
}
