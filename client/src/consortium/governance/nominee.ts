import { positionsChecker, transactions, type Action } from '@jangbu/model';
import { InputError } from '../../core/errors';
import { readDocument } from '../../core/submit/answers';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';

/**
 * Requires that a member which is for its own naming as supervisor owns no lots: nothing would move them while it
 * supervises. No contract can see that, since lots are private.
 *
 * @throws InputError
 */
export async function requireNoOwnLots(
  querier: Querier,
  ownId: string,
  actions: readonly Action[],
  options?: CallOptions,
): Promise<void> {
  const names = actions.some(
    (action) => action.kind === 'GRANT_ROLE' && action.role === 'supervisor' && action.member === ownId,
  );
  if (!names) return;
  const transaction = transactions.holdings.positions;
  const answer = await querier.evaluate({ transaction }, options);
  const positions = readDocument(answer, positionsChecker, transaction);
  if (positions.every(({ free, reserved }) => free === '0' && reserved === '0')) return;
  const says = 'transfer or withdraw its lots first: nothing moves what the supervisor itself owns';
  throw new InputError(`${ownId} is to become the supervisor; ${says}`);
}
