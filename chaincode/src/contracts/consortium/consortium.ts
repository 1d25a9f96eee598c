import {
  foundingListChecker,
  instrumentDocumentChecker,
  isinsChecker,
  keys,
  proposalChecker,
  proposalNameChecker,
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
import { answer, asked, askedOrAll, canonical, submit } from '../execution/contract';
import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
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

/** Members, their votes, and what is decided by them. */
@Info({ title: 'Consortium', description: 'Members, their votes, and what is decided by them.' })
export class ConsortiumContract extends LedgerContract {
  readonly #approved: string;

  /** @param approved hash of the founding list that travels in the chaincode package */
  constructor(approved = '') {
    super('consortium');
    this.#approved = approved;
  }

  @Transaction(false)
  @Returns('Ping')
  @Described('Tells which contracts these are; reads nothing.')
  ping(ctx: LedgerContext): Promise<string> {
    return answer(ctx, ping);
  }

  @Transaction()
  @Param('list', 'FoundingList', 'In canonical form; its hash is that which the chaincode package carries.')
  @Returns('Receipt')
  @Described('Founds the ledger with the members that approved the package.')
  found(ctx: LedgerContext, list: string): Promise<string> {
    return submit(ctx, (submitting) =>
      foundLedger(this.#approved, submitting, canonical('founding-list', foundingListChecker, list)),
    );
  }

  @Transaction(false)
  @Returns('MembersDocument')
  @Described('The members, their roles and their standing.')
  members(ctx: LedgerContext): Promise<string> {
    return answer(ctx, members);
  }

  @Transaction(false)
  @Returns('ParametersDocument')
  @Described('The parameters in force.')
  parameters(ctx: LedgerContext): Promise<string> {
    return answer(ctx, parameters);
  }

  @Transaction(false)
  @Param('query', 'Isins')
  @Returns('Instrument[]')
  @Described('Listed instruments: those named, or all.')
  instruments(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, instruments, askedOrAll(isinsChecker, query));
  }

  @Transaction()
  @Param('proposal', 'Proposal', 'In canonical form.')
  @Returns('VoteReceipt')
  @Described("Proposes changes; it counts as its proposer's vote for them.")
  propose(ctx: LedgerContext, proposal: string): Promise<string> {
    return submit(ctx, propose, canonical('proposal', proposalChecker, proposal));
  }

  @Transaction()
  @Param('vote', 'Vote', 'In canonical form.')
  @Returns('VoteReceipt')
  @Described('Votes on a proposal.')
  vote(ctx: LedgerContext, vote: string): Promise<string> {
    return submit(ctx, castVote, canonical('vote', voteChecker, vote));
  }

  @Transaction()
  @Param('name', 'ProposalName', 'In canonical form.')
  @Returns('VoteReceipt')
  @Described('Ends what votes or the ledger have decided.')
  tally(ctx: LedgerContext, name: string): Promise<string> {
    return submit(ctx, tallyVotes, canonical('tally', proposalNameChecker, name));
  }

  @Transaction()
  @Param('name', 'ProposalName', 'In canonical form.')
  @Returns('VoteReceipt')
  @Described('Withdraws a proposal, by its proposer.')
  withdraw(ctx: LedgerContext, name: string): Promise<string> {
    return submit(ctx, withdrawProposal, canonical('withdrawal', proposalNameChecker, name));
  }

  @Transaction(false)
  @Param('query', 'ProposalName')
  @Returns('ProposalState')
  @Described('A proposal and how its vote stands.')
  proposal(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, proposal, asked(proposalNameChecker, query));
  }

  @Transaction(false)
  @Returns('ProposalState[]')
  @Described('All proposals and how their votes stand.')
  proposals(ctx: LedgerContext): Promise<string> {
    return answer(ctx, proposals);
  }
}
