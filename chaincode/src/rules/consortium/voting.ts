import {
  activeMembers,
  hasLapsed,
  majorityOf,
  order,
  RefusalError,
  type Hindrance,
  type MembersDocument,
  type Outcome,
  type Proposal,
  type ProposalName,
  type ProposalState,
  type ProposalStatus,
  type Vote,
} from '@jangbu/model';

/** How the active members' votes on a proposal stand. */
export interface Tally {
  readonly votesFor: readonly string[];
  readonly votesAgainst: readonly string[];
  readonly members: number;
  readonly majority: number;
}

/** How a proposal ends. */
export interface Ending {
  readonly result: Outcome['result'];
  /** Of what is void. */
  readonly hindrance?: Hindrance | undefined;
}

/** Counts the votes of those that are active members now; those of others don't count. */
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
 * What the votes decide: more than half of all active members for it carry a proposal; it is rejected when so many are
 * against it that no majority can come about any more. Since members come and go, the count may pass either mark
 * without a vote: so a vote decides in its own direction only, and a tally in both.
 *
 * @param occasion the vote that has just been cast, or a tally
 */
export function resultOf(
  { votesFor, votesAgainst, members, majority }: Tally,
  occasion: Vote['choice'] | 'TALLY',
): 'CARRIED' | 'REJECTED' | undefined {
  if (occasion !== 'AGAINST' && votesFor.length >= majority) return 'CARRIED';
  return occasion !== 'FOR' && members - votesAgainst.length < majority ? 'REJECTED' : undefined;
}

/**
 * How a tally ends an open proposal, if it does.
 *
 * @param hindrance why it cannot be carried out as the ledger stands, if so
 */
export function endingByTally(
  proposal: Proposal,
  counted: Tally,
  hindrance: Hindrance | undefined,
  today: string | undefined,
): (Ending & { readonly result: Exclude<Outcome['result'], 'WITHDRAWN'> }) | undefined {
  if (hasLapsed(proposal, today)) return { result: 'LAPSED' };
  const result = resultOf(counted, 'TALLY');
  if (result !== 'REJECTED' && hindrance) return { result: 'VOID', hindrance };
  return result && { result };
}

/** The record of an end. */
export function outcomeOf(
  { proposer, proposalId }: ProposalName,
  { result, hindrance }: Ending,
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
    ...(hindrance && { hindrance }),
  };
}

/** How a proposal stands: as it ended, or open until its last day is over. */
export function statusOf(
  proposal: Proposal,
  outcome: Outcome | undefined,
  today: string | undefined,
): ProposalStatus {
  if (outcome) return outcome.result;
  return hasLapsed(proposal, today) ? 'LAPSED' : 'OPEN';
}

/** All that is told of a proposal that has ended. */
export function endedState(proposal: Proposal, outcome: Outcome): ProposalState {
  const { result: status, votesFor, votesAgainst, members, hindrance = null } = outcome;
  return {
    proposal,
    status,
    votesFor,
    votesAgainst,
    members,
    majority: majorityOf(members),
    due: null,
    hindrance,
  };
}

/** All that is told of a proposal whose end is not recorded; parameters as those of {@link endingByTally}. */
export function standingState(
  proposal: Proposal,
  counted: Tally,
  hindrance: Hindrance | undefined,
  today: string | undefined,
): ProposalState {
  const { votesFor, votesAgainst, ...count } = counted;
  return {
    proposal,
    status: statusOf(proposal, undefined, today),
    votesFor: [...votesFor],
    votesAgainst: [...votesAgainst],
    ...count,
    due: endingByTally(proposal, counted, hindrance, today)?.result ?? null,
    hindrance: hindrance ?? null,
  };
}

/**
 * Requires that a vote may be recorded as the proposal stands. It may be cast and changed while the proposal is open.
 * One that comes after the members' decision is recorded beside it; one on what ended otherwise is refused.
 *
 * @param previous the voter's former vote, another one than this
 * @throws RefusalError PROPOSAL_ENDED, VOTE_CAST
 */
export function requireVotable(
  { proposer, proposalId }: ProposalName,
  status: ProposalStatus,
  previous: Vote | undefined,
): void {
  if (status === 'OPEN') return;
  if (status !== 'CARRIED' && status !== 'REJECTED') {
    throw new RefusalError('PROPOSAL_ENDED', { proposer, proposalId, status });
  }
  if (previous) throw new RefusalError('VOTE_CAST', { choice: previous.choice });
}
