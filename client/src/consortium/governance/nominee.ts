import { proposalChecker, transactions, type Action } from '@jangbu/model';
import { InputError, RefusedError } from '../../core/errors';
import { parseAnswer } from '../../core/submit/answers';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';
import type { ProposalReference } from './consortium';

/** What a proposal on the ledger would do; nothing where it is not there: its vote says so better. */
export async function actionsVotedOn(
  querier: Querier,
  { proposer, proposalId }: ProposalReference,
  options?: CallOptions,
): Promise<readonly Action[]> {
  const transaction = transactions.consortium.proposal;
  try {
    const argument = JSON.stringify({ proposer, proposalId });
    const state = parseAnswer(await querier.evaluate({ transaction, argument }, options), transaction);
    const proposal = typeof state === 'object' && state !== null && 'proposal' in state && state.proposal;
    return proposalChecker.fits(proposal) ? proposal.actions : [];
  } catch (error) {
    if (error instanceof RefusedError) return [];
    throw error;
  }
}

function isHeld(position: unknown): boolean {
  const { free = '0', reserved = '0' } = (position ?? {}) as { free?: unknown; reserved?: unknown };
  return free !== '0' || reserved !== '0';
}

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
  const positions = parseAnswer(await querier.evaluate({ transaction }, options), transaction);
  if (!Array.isArray(positions) || !positions.some(isHeld)) return;
  const says = 'transfer or withdraw its lots first: nothing moves what the supervisor itself owns';
  throw new InputError(`${ownId} is to become the supervisor; ${says}`);
}
