import {
  keys,
  outcomeChecker,
  proposalChecker,
  voteChecker,
  type Outcome,
  type Proposal,
  type ProposalName,
  type Vote,
} from '@jangbu/model';
import type { PublicState, QueriedState } from '../state/context';
import { readStored, type DocumentSchema } from '../../documents/parse';
import { findDocument } from '../state/find';

/** The proposal, if it is on the ledger. */
export function findProposal(state: PublicState, name: ProposalName): Promise<Proposal | undefined> {
  return findDocument(state, keys.proposal(name.proposer, name.proposalId), proposalChecker);
}

/** How the proposal was decided, if it has been. */
export function findOutcome(state: PublicState, name: ProposalName): Promise<Outcome | undefined> {
  return findDocument(state, keys.outcome(name.proposer, name.proposalId), outcomeChecker);
}

/**
 * The votes of these members on a proposal. A key without a vote is read as well: so two votes that
 * would each decide it, made at once, cannot both miss the other.
 */
export async function readVotes(
  state: PublicState,
  { proposer, proposalId }: ProposalName,
  voters: readonly string[],
): Promise<Vote[]> {
  const votes = await Promise.all(
    voters.map((voter) => findDocument(state, keys.vote(proposer, proposalId, voter), voteChecker)),
  );
  return votes.flatMap((vote) => vote ?? []);
}

/** All proposals, votes and outcomes ever recorded. For queries. */
export async function readAllGovernance(state: QueriedState): Promise<{
  readonly proposals: readonly Proposal[];
  readonly votes: readonly Vote[];
  readonly outcomes: readonly Outcome[];
}> {
  const all = async <T>(kind: string, schema: DocumentSchema<T>): Promise<T[]> =>
    (await state.readUnder([kind])).map(({ key, text }) =>
      readStored(key.join('/'), schema, Buffer.from(text)),
    );
  const [proposals, votes, outcomes] = await Promise.all([
    all('proposal', proposalChecker),
    all('vote', voteChecker),
    all('outcome', outcomeChecker),
  ]);
  return { proposals, votes, outcomes };
}
