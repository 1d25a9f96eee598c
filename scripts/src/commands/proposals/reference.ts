import type { ProposalReference, VoteOutcome as Outcome } from '@jangbu/client/consortium';
import type { Ledger } from '@jangbu/client';
import { UsageError } from '../../input/usage-error';
import type { VoteOutcome } from '../../outputs/outcomes';
import { tell } from '../../terminal/output';
import { asAdmin, type AdminOptions } from './admin-options';

/** A proposal by its name, `PROPOSER/ID`. @throws UsageError */
export function referenceIn(given: string): ProposalReference {
  const [proposer, proposalId] = given.split('/');
  if (proposer && proposalId) return { proposer, proposalId };
  throw new UsageError('name the proposal as PROPOSER/ID; `jangbu proposals list` shows them');
}

/** Does something about a proposal as the member's admin, and tells how it stands then. */
export async function aboutProposal(
  given: string,
  options: AdminOptions,
  work: (ledger: Ledger, reference: ProposalReference) => Promise<Outcome>,
): Promise<void> {
  const reference = referenceIn(given);
  const outcome = await asAdmin(options, (ledger) => work(ledger, reference));
  tell<typeof VoteOutcome>(options, outcome, `${given} ${outcome.proposal}`);
}
