import { canonicalJson, keys, RefusalError, type Proposal, type Vote } from '@jangbu/model';
import { findOutcome, findProposal } from '../../ledger/consortium/governance';
import { readGoverned } from '../../ledger/consortium/governed';
import { readCase } from '../../ledger/consortium/proposal-case';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import type { PublicState, SubmitContext } from '../../ledger/state/context';
import { publicWrite, type Write } from '../../ledger/state/write';
import { requireSubmitter } from '../../rules/consortium/membership';
import { requireFeasible, requireLastDay } from '../../rules/consortium/proposing';
import { requireVotable, statusOf } from '../../rules/consortium/voting';
import { endedByVote, type Voted } from './ending';

function voteWrite(vote: Vote): Write {
  return publicWrite(keys.vote(vote.proposer, vote.proposalId, vote.voter), vote);
}

/** The proposal, where this very one has been put before. */
async function putBefore(
  state: PublicState,
  proposal: Proposal,
  today: string | undefined,
): Promise<Voted | undefined> {
  const [previous, outcome] = await Promise.all([
    findProposal(state, proposal),
    findOutcome(state, proposal),
  ]);
  if (!previous) return undefined;
  if (canonicalJson(previous) !== canonicalJson(proposal)) {
    const id = `${proposal.proposer}/${proposal.proposalId}`;
    throw new RefusalError('ID_TAKEN', { document: 'proposal', id });
  }
  const status = statusOf(previous, outcome, today);
  return { answer: { status: 'ALREADY_RECORDED', proposal: status }, writes: [] };
}

/** Puts a proposal to the vote, with its proposer's own vote for it. */
export async function propose(ctx: SubmitContext, proposal: Proposal): Promise<Voted> {
  const members = await readMembers(ctx.state);
  const { proposer, proposalId, actions } = proposal;
  const { id: voter } = requireSubmitter(ctx.caller, members, proposer, 'admin');
  const today = (await findBusinessDay(ctx.state))?.date;
  const before = await putBefore(ctx.state, proposal, today);
  if (before) return before;
  requireLastDay(proposal, today);
  requireFeasible(proposal, await readGoverned(ctx.state, members, today, actions));
  const vote: Vote = { type: 'vote', version: 1, proposer, proposalId, voter, choice: 'FOR' };
  const { status, writes } = await endedByVote(ctx.state, { proposal, members, today }, [vote], vote);
  const put = publicWrite(keys.proposal(proposer, proposalId), proposal);
  return { answer: { status: 'RECORDED', proposal: status }, writes: [put, voteWrite(vote), ...writes] };
}

/**
 * Casts a member's vote, or changes it while the proposal is open. The one that makes a majority carries the proposal
 * out in the same transaction; one that comes after the members' decision is recorded and has no effect.
 */
export async function castVote(ctx: SubmitContext, vote: Vote): Promise<Voted> {
  const members = await readMembers(ctx.state);
  requireSubmitter(ctx.caller, members, vote.voter, 'admin');
  const { votes, status, ...deciding } = await readCase(ctx.state, members, vote);
  const previous = votes.find(({ voter }) => voter === vote.voter);
  if (previous?.choice === vote.choice) {
    return { answer: { status: 'ALREADY_RECORDED', proposal: status }, writes: [] };
  }
  requireVotable(vote, status, previous);
  if (status !== 'OPEN') {
    return { answer: { status: 'RECORDED', proposal: status }, writes: [voteWrite(vote)] };
  }
  const counted = [...votes.filter((each) => each !== previous), vote];
  const after = await endedByVote(ctx.state, deciding, counted, vote);
  return {
    answer: { status: 'RECORDED', proposal: after.status },
    writes: [voteWrite(vote), ...after.writes],
  };
}
