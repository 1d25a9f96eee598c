import {
  addDays,
  basisOf,
  PROPOSAL_DAYS_MAX,
  RefusalError,
  type Hindrance,
  type Proposal,
} from '@jangbu/model';
import { invalid } from '../../documents/parse';
import { applyActions, attemptActions, type Governed } from './actions';

/**
 * Requires a last day near enough: votes are not counted years later.
 *
 * @param today the business day in force; undefined before the first one
 * @throws RefusalError LAST_DAY_OUT_OF_RANGE
 */
export function requireLastDay({ lastDay }: Pick<Proposal, 'lastDay'>, today: string | undefined): void {
  const to = today === undefined ? null : addDays(today, PROPOSAL_DAYS_MAX);
  const from = today ?? null;
  const isTaken =
    from === null || to === null ? lastDay === null : lastDay !== null && lastDay >= from && lastDay <= to;
  if (!isTaken) throw new RefusalError('LAST_DAY_OUT_OF_RANGE', { lastDay, from, to });
}

/** The first action whose basis is not what stands. */
function movedIn({ actions, basis }: Proposal, governed: Governed): Omit<Hindrance, 'reason'> | undefined {
  const standing = basisOf(actions, governed);
  const position = standing.findIndex((each, i) => each !== basis[i]);
  const action = actions[position];
  return action && { position, kind: action.kind };
}

/**
 * Requires that a proposal can be carried out as the ledger stands, and is made on what stands.
 *
 * @throws RefusalError INVALID_DOCUMENT, BASIS_MOVED, ACTION_IMPOSSIBLE
 */
export function requireFeasible(proposal: Proposal, governed: Governed): void {
  if (proposal.basis.length !== proposal.actions.length) {
    throw invalid('proposal', { path: '/basis', message: 'one for each action' });
  }
  const moved = movedIn(proposal, governed);
  if (moved) throw new RefusalError('BASIS_MOVED', moved);
  applyActions(governed, proposal.actions);
}

/** What a proposal makes of the governed state, or why it cannot be carried out any more. */
export function carryingOut(
  proposal: Proposal,
  governed: Governed,
): { readonly after: Governed } | { readonly hindrance: Hindrance } {
  const moved = movedIn(proposal, governed);
  if (moved) return { hindrance: { ...moved, reason: 'BASIS_MOVED' } };
  return attemptActions(governed, proposal.actions);
}
