import {
  activeMembers,
  RefusalError,
  type MembersDocument,
  type Outcome,
  type Proposal,
  type ProposalName,
  type ProposalStatus,
  type Vote,
} from '@jangbu/model';
import { statusOf } from '../../rules/consortium/voting';
import type { PublicState } from '../state/context';
import { findOutcome, findProposal, readVotes } from './governance';
import { findBusinessDay } from './reference';

/** A proposal on the ledger with all that bears on it. */
export interface ProposalCase {
  readonly members: MembersDocument;
  readonly proposal: Proposal;
  readonly outcome: Outcome | undefined;
  /** Of the members that are active now. */
  readonly votes: readonly Vote[];
  /** The business day in force; undefined before the first one. */
  readonly today: string | undefined;
  readonly status: ProposalStatus;
}

/**
 * Reads a proposal with all that bears on it. Whoever ends it on this has read the outcome's key: of two that end it
 * at once, one is thrown out at commit.
 *
 * @throws RefusalError PROPOSAL_UNKNOWN
 */
export async function readCase(
  state: PublicState,
  members: MembersDocument,
  { proposer, proposalId }: ProposalName,
): Promise<ProposalCase> {
  const name = { proposer, proposalId };
  const [proposal, outcome, votes, day] = await Promise.all([
    findProposal(state, name),
    findOutcome(state, name),
    readVotes(
      state,
      name,
      activeMembers(members).map(({ id }) => id),
    ),
    findBusinessDay(state),
  ]);
  if (!proposal) throw new RefusalError('PROPOSAL_UNKNOWN', name);
  const today = day?.date;
  return { members, proposal, outcome, votes, today, status: statusOf(proposal, outcome, today) };
}
