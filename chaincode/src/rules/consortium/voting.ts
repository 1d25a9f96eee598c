import {
  activeMembers,
  majorityOf,
  order,
  RefusalError,
  type MembersDocument,
  type Outcome,
  type Proposal,
  type ProposalState,
  type Vote,
} from '@jangbu/model';

/** How the active members' votes on a proposal stand. */
export interface Tally {
  readonly votesFor: readonly string[];
  readonly votesAgainst: readonly string[];
  readonly members: number;
  readonly majority: number;
}

/** Counts the votes of active members; those of others don't count. */
export function tally(votes: readonly Vote[], members: MembersDocument): Tally {
  const active = new Set(activeMembers(members).map(({ id }) => id));
  const cast = (choice: Vote['choice']): string[] =>
    votes
      .filter((vote) => vote.choice === choice && active.has(vote.voter))
      .map(({ voter }) => voter)
      .sort(order);
  return {
    votesFor: cast('FOR'),
    votesAgainst: cast('AGAINST'),
    members: active.size,
    majority: majorityOf(active.size),
  };
}

/**
 * What the votes decide: more than half of all members for it carry a proposal; it is rejected when so
 * many are against it that no majority can come about any more.
 */
export function resultOf({
  votesFor,
  votesAgainst,
  members,
  majority,
}: Tally): Outcome['result'] | undefined {
  if (votesFor.length >= majority) return 'CARRIED';
  return members - votesAgainst.length < majority ? 'REJECTED' : undefined;
}

/** The record of a decision. */
export function outcomeOf(
  { proposer, proposalId }: Pick<Proposal, 'proposer' | 'proposalId'>,
  result: Outcome['result'],
  { votesFor, votesAgainst, members }: Tally,
): Outcome {
  return {
    type: 'outcome',
    version: 1,
    proposer,
    proposalId,
    result,
    votesFor: [...votesFor],
    votesAgainst: [...votesAgainst],
    members,
  };
}

/** Where a proposal stands: as it was decided, or as the votes are now. */
export function proposalStateOf(
  proposal: Proposal,
  counted: Tally,
  outcome: Outcome | undefined,
): ProposalState {
  if (!outcome) return { proposal, status: 'OPEN', ...counted };
  const { result, votesFor, votesAgainst, members } = outcome;
  return { proposal, status: result, votesFor, votesAgainst, members, majority: majorityOf(members) };
}

/**
 * Whether a member's vote is new. A vote stands: it can be sent again, not changed.
 *
 * @throws RefusalError VOTE_CAST
 */
export function isNewVote(vote: Vote, previous: Vote | undefined): boolean {
  if (previous && previous.choice !== vote.choice) {
    throw new RefusalError('VOTE_CAST', { choice: previous.choice });
  }
  return previous === undefined;
}
