import {
  activeMembers,
  canonicalJson,
  keys,
  RefusalError,
  type MembersDocument,
  type Proposal,
  type Vote,
  type VoteReceipt,
} from '@jangbu/model';
import type { SubmitContext } from '../../ledger/state/context';
import { governedWrites, readGoverned } from '../../ledger/consortium/governed';
import { findOutcome, findProposal, readVotes } from '../../ledger/consortium/governance';
import { readMembers } from '../../ledger/consortium/reference';
import { publicWrite, type Decision, type Write } from '../../ledger/state/write';
import { applyActions } from '../../rules/consortium/actions';
import { requireSubmitter } from '../../rules/consortium/membership';
import { isNewVote, outcomeOf, resultOf, tally, type Tally } from '../../rules/consortium/voting';

type Voted = Decision<VoteReceipt>;

function answered(
  status: VoteReceipt['status'],
  proposal: VoteReceipt['proposal'],
  writes: readonly Write[],
): Voted {
  return { answer: { status, proposal }, writes };
}

function voteWrite(vote: Vote): Write {
  return publicWrite(keys.vote(vote.proposer, vote.proposalId, vote.voter), vote);
}

/** What a decision writes: its record, and everything that a carried proposal does. */
async function decided(
  ctx: SubmitContext,
  members: MembersDocument,
  proposal: Proposal,
  counted: Tally,
): Promise<{ readonly result: VoteReceipt['proposal']; readonly writes: readonly Write[] }> {
  const result = resultOf(counted);
  if (!result) return { result: 'OPEN', writes: [] };
  const outcome = publicWrite(
    keys.outcome(proposal.proposer, proposal.proposalId),
    outcomeOf(proposal, result, counted),
  );
  if (result === 'REJECTED') return { result, writes: [outcome] };
  const before = await readGoverned(ctx.state, members, proposal.actions);
  const after = applyActions(before, proposal.actions);
  return { result, writes: [outcome, ...(await governedWrites(ctx.state, before, after))] };
}

/** Puts a proposal to the vote, with its proposer's own vote for it. */
export async function propose(ctx: SubmitContext, proposal: Proposal): Promise<Voted> {
  const members = await readMembers(ctx.state);
  const { id: voter } = requireSubmitter(ctx.caller, members, proposal.proposer, 'admin');
  const [previous, outcome] = await Promise.all([
    findProposal(ctx.state, proposal),
    findOutcome(ctx.state, proposal),
  ]);
  const { proposer, proposalId } = proposal;
  if (previous) {
    if (canonicalJson(previous) === canonicalJson(proposal)) {
      return answered('ALREADY_RECORDED', outcome?.result ?? 'OPEN', []);
    }
    throw new RefusalError('ID_TAKEN', { document: 'proposal', id: `${proposer}/${proposalId}` });
  }
  const vote: Vote = { type: 'vote', version: 1, proposer, proposalId, voter, choice: 'FOR' };
  const { result, writes } = await decided(ctx, members, proposal, tally([vote], members));
  return answered('RECORDED', result, [
    publicWrite(keys.proposal(proposer, proposalId), proposal),
    voteWrite(vote),
    ...writes,
  ]);
}

/**
 * Casts a member's vote. The one that makes a majority carries the proposal out in the same
 * transaction; one that comes after the decision is recorded and has no effect.
 */
export async function castVote(ctx: SubmitContext, vote: Vote): Promise<Voted> {
  const members = await readMembers(ctx.state);
  requireSubmitter(ctx.caller, members, vote.voter, 'admin');
  const voters = activeMembers(members).map(({ id }) => id);
  const [proposal, outcome, votes] = await Promise.all([
    findProposal(ctx.state, vote),
    findOutcome(ctx.state, vote),
    readVotes(ctx.state, vote, voters),
  ]);
  if (!proposal) {
    throw new RefusalError('PROPOSAL_UNKNOWN', { proposer: vote.proposer, proposalId: vote.proposalId });
  }
  const previous = votes.find(({ voter }) => voter === vote.voter);
  if (!isNewVote(vote, previous)) return answered('ALREADY_RECORDED', outcome?.result ?? 'OPEN', []);
  if (outcome) return answered('RECORDED', outcome.result, [voteWrite(vote)]);
  const { result, writes } = await decided(ctx, members, proposal, tally([...votes, vote], members));
  return answered('RECORDED', result, [voteWrite(vote), ...writes]);
}
