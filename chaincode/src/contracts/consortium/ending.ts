import {
  keys,
  RefusalError,
  type Hindrance,
  type MembersDocument,
  type Proposal,
  type ProposalName,
  type Vote,
  type VoteReceipt,
} from '@jangbu/model';
import { governedWrites, readGoverned } from '../../ledger/consortium/governed';
import { readCase } from '../../ledger/consortium/proposal-case';
import { readMembers } from '../../ledger/consortium/reference';
import type { PublicState, SubmitContext } from '../../ledger/state/context';
import { publicWrite, type Decision, type Write } from '../../ledger/state/write';
import { memberOf, requireRole, requireSubmitter } from '../../rules/consortium/membership';
import { carryingOut } from '../../rules/consortium/proposing';
import {
  endingByTally,
  outcomeOf,
  resultOf,
  tally,
  type Ending,
  type Tally,
} from '../../rules/consortium/voting';

export type Voted = Decision<VoteReceipt>;

/** How a proposal stands after a transaction, and what that writes. */
interface Ended {
  readonly status: VoteReceipt['proposal'];
  readonly writes: readonly Write[];
}

/** What decides: the proposal, among whom, on which day. */
interface Deciding {
  readonly proposal: Proposal;
  readonly members: MembersDocument;
  readonly today: string | undefined;
}

const OPEN: Ended = { status: 'OPEN', writes: [] };

function ended(proposal: Proposal, ending: Ending, counted: Tally, carried: readonly Write[] = []): Ended {
  const { proposer, proposalId } = proposal;
  const outcome = publicWrite(keys.outcome(proposer, proposalId), outcomeOf(proposal, ending, counted));
  return { status: ending.result, writes: [outcome, ...carried] };
}

/** What would come of carrying a proposal out: what it writes, or why it is void instead. */
type Prospect = { readonly hindrance: Hindrance } | { readonly writes: () => Promise<readonly Write[]> };

async function prospectOf(state: PublicState, { proposal, members, today }: Deciding): Promise<Prospect> {
  const before = await readGoverned(state, members, today, proposal.actions);
  const outcome = carryingOut(proposal, before);
  if ('hindrance' in outcome) return outcome;
  return { writes: () => governedWrites(state, before, outcome.after) };
}

/** What a vote makes of an open proposal: it may end it in the vote's own direction. */
export async function endedByVote(
  state: PublicState,
  deciding: Deciding,
  votes: readonly Vote[],
  { choice }: Vote,
): Promise<Ended> {
  const counted = tally(votes, deciding.members);
  const result = resultOf(counted, choice);
  if (!result) return OPEN;
  if (result === 'REJECTED') return ended(deciding.proposal, { result }, counted);
  const prospect = await prospectOf(state, deciding);
  if ('hindrance' in prospect) return ended(deciding.proposal, { result: 'VOID', ...prospect }, counted);
  return ended(deciding.proposal, { result }, counted, await prospect.writes());
}

/**
 * Ends a proposal that the votes have decided by the members as they are now, that has lapsed, or that cannot be
 * carried out any more. One that is open stays so, and nothing is written.
 */
export async function tallyVotes(ctx: SubmitContext, name: ProposalName): Promise<Voted> {
  const members = await readMembers(ctx.state);
  memberOf(ctx.caller, members);
  requireRole(ctx.caller, members, 'admin');
  const { proposal, outcome, votes, today } = await readCase(ctx.state, members, name);
  if (outcome) return { answer: { status: 'ALREADY_RECORDED', proposal: outcome.result }, writes: [] };
  const counted = tally(votes, members);
  const prospect = await prospectOf(ctx.state, { proposal, members, today });
  const hindrance = 'hindrance' in prospect ? prospect.hindrance : undefined;
  const ending = endingByTally(proposal, counted, hindrance, today);
  if (!ending) return { answer: { status: 'ALREADY_RECORDED', proposal: 'OPEN' }, writes: [] };
  const isCarried = ending.result === 'CARRIED' && 'writes' in prospect;
  const done = ended(proposal, ending, counted, isCarried ? await prospect.writes() : []);
  return { answer: { status: 'RECORDED', proposal: done.status }, writes: done.writes };
}

/** Takes an open proposal back. For its proposer. */
export async function withdrawProposal(ctx: SubmitContext, name: ProposalName): Promise<Voted> {
  const members = await readMembers(ctx.state);
  requireSubmitter(ctx.caller, members, name.proposer, 'admin');
  const { proposal, votes, status } = await readCase(ctx.state, members, name);
  if (status === 'WITHDRAWN') return { answer: { status: 'ALREADY_RECORDED', proposal: status }, writes: [] };
  if (status !== 'OPEN') throw new RefusalError('PROPOSAL_ENDED', { ...name, status });
  const done = ended(proposal, { result: 'WITHDRAWN' }, tally(votes, members));
  return { answer: { status: 'RECORDED', proposal: done.status }, writes: done.writes };
}
