import { businessDayChecker, transactions, type BusinessDay } from '@jangbu/model';
import { asDocument, parseAnswer } from '../../core/submit/answers';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { InputError } from '../../core/errors';

const name = transactions.days.current;

/** The business day in force, or null before the first one. One query. */
export async function readBusinessDay(
  contracts: ContractClient,
  options?: CallOptions,
): Promise<BusinessDay | null> {
  const answer = parseAnswer(await contracts.evaluate({ transaction: name }, options), name);
  return answer === null ? null : asDocument(answer, businessDayChecker, name);
}

/**
 * As {@link readBusinessDay}, where there has to be one.
 *
 * @throws InputError before the first one
 */
export async function requireBusinessDay(
  contracts: ContractClient,
  options?: CallOptions,
): Promise<BusinessDay> {
  const day = await readBusinessDay(contracts, options);
  if (!day) throw new InputError('no business day has been opened yet');
  return day;
}
