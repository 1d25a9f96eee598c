import {
  foundingListChecker,
  instrumentDocumentChecker,
  isinsChecker,
  keys,
  proposalChecker,
  proposalNameChecker,
  transactions,
  voteChecker,
  type FoundingList,
  type Instrument,
  type MembersDocument,
  type Outcome,
  type ParametersDocument,
  type Proposal,
  type ProposalName,
  type ProposalState,
  type Receipt,
  type Vote,
} from '@jangbu/model';
import type { QueryContext, SubmitContext } from '../../ledger/state/context';
import { readStored } from '../../documents/parse';
import { readAllGovernance } from '../../ledger/consortium/governance';
import { readGoverned } from '../../ledger/consortium/governed';
import { readCase } from '../../ledger/consortium/proposal-case';
import {
  findBusinessDay,
  findMembers,
  findParameters,
  readInstruments,
} from '../../ledger/consortium/reference';
import { publicWrite, type Decision } from '../../ledger/state/write';
import { found } from '../../rules/consortium/founding';
import { requireParameters } from '../../rules/consortium/parameters';
import { carryingOut } from '../../rules/consortium/proposing';
import { endedState, standingState, tally } from '../../rules/consortium/voting';
import { CHAINCODE_NAME, CHAINCODE_VERSION } from './version';
import {
  asked,
  askedOrAll,
  canonical,
  noArgument,
  query,
  submitted,
  type Contract,
} from '../execution/contract';
import { readAsMember } from '../execution/reading';
import { tallyVotes, withdrawProposal } from './ending';
import { castVote, propose } from './votes';

function ping(): Promise<unknown> {
  return Promise.resolve({ chaincode: CHAINCODE_NAME, version: CHAINCODE_VERSION });
}

/** Founds the ledger: the one change that no vote precedes, because approving the package was the vote. */
async function foundLedger(
  approved: string,
  ctx: SubmitContext,
  list: FoundingList,
): Promise<Decision<Receipt>> {
  const members = await findMembers(ctx.state);
  const founded = found(list, { caller: ctx.caller, channel: ctx.state.channel, approved, members });
  if (!founded) return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  return { answer: { status: 'RECORDED' }, writes: [publicWrite(keys.members(), founded)] };
}

function members(ctx: QueryContext): Promise<MembersDocument> {
  return readAsMember(ctx);
}

async function parameters(ctx: QueryContext): Promise<ParametersDocument> {
  await readAsMember(ctx);
  return { type: 'parameters', version: 1, parameters: requireParameters(await findParameters(ctx.state)) };
}

async function instruments(ctx: QueryContext, isins: readonly string[] = []): Promise<Instrument[]> {
  await readAsMember(ctx);
  if (isins.length > 0) return [...(await readInstruments(ctx.state, isins)).values()];
  const all = await ctx.state.readUnder(['instrument']);
  return all.map(
    ({ key, text }) => readStored(key.join('/'), instrumentDocumentChecker, Buffer.from(text)).instrument,
  );
}

/** All that is told of a proposal; what a tally would make of it is worked out while its end is not recorded. */
async function stateOf(
  ctx: QueryContext,
  list: MembersDocument,
  today: string | undefined,
  {
    proposal: made,
    votes,
    outcome,
  }: { readonly proposal: Proposal; readonly votes: readonly Vote[]; readonly outcome: Outcome | undefined },
): Promise<ProposalState> {
  if (outcome) return endedState(made, outcome);
  const carrying = carryingOut(made, await readGoverned(ctx.state, list, today, made.actions));
  const hindrance = 'hindrance' in carrying ? carrying.hindrance : undefined;
  return standingState(made, tally(votes, list), hindrance, today);
}

async function proposal(ctx: QueryContext, name: ProposalName): Promise<ProposalState> {
  const list = await readAsMember(ctx);
  const found = await readCase(ctx.state, list, name);
  return stateOf(ctx, list, found.today, found);
}

async function proposals(ctx: QueryContext): Promise<ProposalState[]> {
  const list = await readAsMember(ctx);
  const [all, day] = await Promise.all([readAllGovernance(ctx.state), findBusinessDay(ctx.state)]);
  return Promise.all(
    all.proposals.map((each) => {
      const isOfIt = (other: ProposalName): boolean =>
        other.proposer === each.proposer && other.proposalId === each.proposalId;
      const votes = all.votes.filter(isOfIt);
      return stateOf(ctx, list, day?.date, { proposal: each, votes, outcome: all.outcomes.find(isOfIt) });
    }),
  );
}

/**
 * Members, their votes, and what is decided by them.
 *
 * @param approved hash of the founding list that travels in the chaincode package
 */
export function consortiumContract(approved: string): Contract {
  const names = transactions.consortium;
  return {
    [names.ping]: query(noArgument, ping),
    [names.found]: submitted(canonical('founding-list', foundingListChecker), (ctx, list) =>
      foundLedger(approved, ctx, list),
    ),
    [names.members]: query(noArgument, members),
    [names.parameters]: query(noArgument, parameters),
    [names.instruments]: query(askedOrAll(isinsChecker), instruments),
    [names.propose]: submitted(canonical('proposal', proposalChecker), propose),
    [names.vote]: submitted(canonical('vote', voteChecker), castVote),
    [names.tally]: submitted(canonical('tally', proposalNameChecker), tallyVotes),
    [names.withdraw]: submitted(canonical('withdrawal', proposalNameChecker), withdrawProposal),
    [names.proposal]: query(asked(proposalNameChecker), proposal),
    [names.proposals]: query(noArgument, proposals),
  };
}
