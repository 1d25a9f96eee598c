import type { Ledger } from '@jangbu/client';
import type { ProposalReference } from '@jangbu/client/consortium';
import { foundingList, throwIfCancelled, type LedgerSettings, type Progress } from '@jangbu/network';
import { majorityOf, type Action, type ProposalState } from '@jangbu/model';
import { connectAs } from './connections';
import type { NetworkContext } from './network-context';

const PHASE = 'constitution';

/** What the founding vote puts on the ledger: roles, parameters and instruments, as a file has them. */
export function foundingActions({ members, parameters, instruments }: LedgerSettings): Action[] {
  return [
    ...members.flatMap(({ id, roles, issuer }): Action[] => [
      ...roles.map((role) => ({ kind: 'GRANT_ROLE', member: id, role }) as const),
      ...(issuer === undefined ? [] : [{ kind: 'GRANT_ISSUER', member: id, iss: issuer } as const]),
    ]),
    ...(parameters ? [{ kind: 'SET_PARAMETERS', parameters } as const] : []),
    ...instruments.map((instrument): Action => ({ kind: 'LIST_INSTRUMENT', instrument })),
  ];
}

/** The same ids at every start and at every member: whoever finds one carried has nothing left to do. */
const FOUNDING_PROPOSAL = 'founding-vote';

/** One line for those who vote on what a founding puts on the ledger. */
export const FOUNDING_TITLE = 'Roles, parameters and instruments of the founding';

/** The founding votes that any member has put: carried, open or rejected. */
export async function foundingVotes(ledger: Ledger): Promise<readonly ProposalState[]> {
  const proposals = await ledger.consortium.proposals();
  return proposals.filter(({ proposal: { proposalId } }) => /^founding-vote(?:-[0-9]+)?$/.test(proposalId));
}

/**
 * The id under which a member puts the founding vote: the usual one, with a number where what it has put under that
 * one ended and was not carried.
 */
export function foundingVoteId(votes: readonly ProposalState[], proposer: string): string {
  const ended = votes.filter(
    ({ proposal, status }) => proposal.proposer === proposer && status !== 'OPEN' && status !== 'CARRIED',
  );
  const used = ended.map(({ proposal }) => proposal.proposalId);
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? FOUNDING_PROPOSAL : `${FOUNDING_PROPOSAL}-${n}`;
    if (!used.includes(id)) return id;
  }
}

/**
 * Founds the ledger with the list that the members approved, and has the members vote the consortium
 * file's roles, parameters and instruments into force. Each vote is cast under its member's own admin
 * identity. Does nothing that has been done before; may be broken off and called again.
 *
 * @returns how many members voted for it; undefined when the ledger had been constituted before
 */
export async function constitute(
  context: NetworkContext,
  progress: Progress,
  signal?: AbortSignal,
): Promise<number | undefined> {
  throwIfCancelled(signal);
  const { consortium } = context;
  const [first, ...others] = consortium.members;
  if (!first) throw new RangeError('a consortium has members');
  const proposer = await connectAs(context, first.id, 'admin');
  try {
    progress({ phase: PHASE, text: 'recording the founding list' });
    await proposer.consortium.found(foundingList(consortium));
    throwIfCancelled(signal);
    const votes = await foundingVotes(proposer);
    if (votes.some(({ status }) => status === 'CARRIED')) return undefined;
    const vote = await proposer.consortium.propose({
      proposalId: foundingVoteId(votes, first.id),
      title: FOUNDING_TITLE,
      actions: foundingActions(consortium),
    });
    return await collectVotes(
      context,
      vote,
      others.map(({ id }) => id),
      progress,
      signal,
    );
  } finally {
    await proposer.close();
  }
}

async function collectVotes(
  context: NetworkContext,
  { proposer, proposalId }: ProposalReference,
  voters: readonly string[],
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<number> {
  const needed = majorityOf(voters.length + 1);
  for (let votes = 1; votes < needed; votes += 1) {
    const voter = voters[votes - 1];
    if (voter === undefined) break;
    throwIfCancelled(signal);
    progress({ phase: PHASE, text: `members vote: ${voter}`, done: votes + 1, total: needed });
    const ledger = await connectAs(context, voter, 'admin');
    try {
      await ledger.consortium.vote({ proposer, proposalId, choice: 'FOR' });
    } finally {
      await ledger.close();
    }
  }
  return needed;
}
