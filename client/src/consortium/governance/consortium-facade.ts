import {
  canonicalJson,
  Checker,
  foundingListChecker,
  instrumentChecker,
  proposalChecker,
  proposalNameChecker,
  ProposalStatus,
  transactions,
  voteChecker,
  type FoundingList,
  type Instrument,
  type MembersDocument,
  type ParametersDocument,
  type Proposal,
  type ProposalName,
  type ProposalState,
  type Vote,
} from '@jangbu/model';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions, Submitted } from '../../core/submit/submission';
import { PeerError, RefusedError } from '../../core/errors';
import { randomId } from '../../core/random/random';
import { asDocument, parseAnswer } from '../../core/submit/answers';
import { requireFit } from '../../core/submit/input';
import { readBusinessDay } from './read-business-day';
import { readParameters } from './parameters';
import type { Consortium, ProposalInput, ProposalReference, VoteOutcome } from './consortium';
import type { Members } from './members';
import { requireNoOwnLots } from './nominee';
import { standingBasis, usualLastDay, type StandingFacts } from './proposal-standing';
import { readProposalState } from './proposal-state';
import { recorded, type Recorded } from '../../core/submit/recorded';

const names = transactions.consortium;

/** {@link Consortium} over the contract client. */
export class ConsortiumFacade implements Consortium {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #ownId: string;

  constructor(contracts: ContractClient, members: Members, ownId: string) {
    this.#contracts = contracts;
    this.#members = members;
    this.#ownId = ownId;
  }

  async ping(options?: CallOptions): Promise<{ readonly chaincode: string; readonly version: string }> {
    const answer = parseAnswer(
      await this.#contracts.evaluate({ transaction: names.ping }, options),
      names.ping,
    );
    if (typeof answer === 'object' && answer !== null && 'chaincode' in answer && 'version' in answer) {
      return { chaincode: String(answer.chaincode), version: String(answer.version) };
    }
    throw new PeerError('the chaincode answered the ping with something else');
  }

  async found(list: FoundingList, options?: CallOptions): Promise<Recorded> {
    requireFit(list, foundingListChecker, 'founding list');
    const argument = canonicalJson(list);
    const endorsers = this.#contracts.channelEndorsers;
    return recorded(await this.#contracts.submit({ transaction: names.found, argument, endorsers }, options));
  }

  members(options?: CallOptions): Promise<MembersDocument> {
    return this.#members.read(options);
  }

  parameters(options?: CallOptions): Promise<ParametersDocument> {
    return readParameters(this.#contracts, options);
  }

  async instruments(isins: readonly string[] = [], options?: CallOptions): Promise<readonly Instrument[]> {
    const query = { transaction: names.instruments, argument: JSON.stringify(isins) };
    const answer = parseAnswer(await this.#contracts.evaluate(query, options), names.instruments);
    if (!Array.isArray(answer)) throw new PeerError('the chaincode answered no list of instruments');
    return answer.map((each: unknown) => asDocument(each, instrumentChecker, names.instruments));
  }

  async propose(input: ProposalInput, options?: CallOptions): Promise<VoteOutcome> {
    const { title, proposalId = randomId() } = input;
    const actions = [...input.actions];
    await requireNoOwnLots(this.#contracts, this.#ownId, actions, options);
    const reference = { proposer: this.#ownId, proposalId };
    const draft: Proposal = {
      ...({ type: 'proposal', version: 1, ...reference, title, actions } as const),
      lastDay: input.lastDay ?? null,
      basis: actions.map(() => null),
    };
    requireFit(draft, proposalChecker, 'proposal');
    const former = input.proposalId === undefined ? undefined : await this.#former(draft, options);
    const facts = this.#standing(options);
    const lastDay = await lastDayFor(input, former, facts);
    const basis = input.basis ?? former?.basis ?? (await standingBasis(actions, facts));
    const proposal = { ...draft, lastDay, basis: [...basis] };
    requireFit(proposal, proposalChecker, 'proposal');
    return this.#send(names.propose, proposal, reference, options);
  }

  /** The own proposal of this id, where its title and its actions are the same: then it is meant. */
  async #former(draft: Proposal, options?: CallOptions): Promise<Proposal | undefined> {
    const former = await this.#known(draft, options);
    if (!former) return undefined;
    const { lastDay, basis } = former;
    return canonicalJson({ ...draft, lastDay, basis }) === canonicalJson(former) ? former : undefined;
  }

  async #known(reference: ProposalReference, options?: CallOptions): Promise<Proposal | undefined> {
    try {
      return (await this.proposal(reference, options)).proposal;
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'PROPOSAL_UNKNOWN') return undefined;
      throw error;
    }
  }

  #standing(options?: CallOptions): StandingFacts {
    return {
      members: () => this.members(options),
      parameters: () => this.parameters(options),
      instruments: (isins) => this.instruments(isins, options),
      today: async () => (await readBusinessDay(this.#contracts, options))?.date,
    };
  }

  async vote(
    { proposer, proposalId, choice }: ProposalReference & { choice: Vote['choice'] },
    options?: CallOptions,
  ): Promise<VoteOutcome> {
    const vote: Vote = { type: 'vote', version: 1, proposer, proposalId, voter: this.#ownId, choice };
    requireFit(vote, voteChecker, 'vote');
    if (choice === 'FOR') {
      // Where the own peer does not know it yet, the vote itself says so.
      const { actions = [] } = (await this.#known({ proposer, proposalId }, options)) ?? {};
      await requireNoOwnLots(this.#contracts, this.#ownId, actions, options);
    }
    return this.#send(names.vote, vote, { proposer, proposalId }, options);
  }

  tally(reference: ProposalReference, options?: CallOptions): Promise<VoteOutcome> {
    return this.#sendName(names.tally, reference, options);
  }

  withdraw(reference: ProposalReference, options?: CallOptions): Promise<VoteOutcome> {
    return this.#sendName(names.withdraw, reference, options);
  }

  async #sendName(
    transaction: string,
    { proposer, proposalId }: ProposalReference,
    options?: CallOptions,
  ): Promise<VoteOutcome> {
    const name = { proposer, proposalId };
    requireFit(name, proposalNameChecker, "proposal's name");
    return this.#send(transaction, name, name, options);
  }

  async #send(
    transaction: string,
    document: Proposal | Vote | ProposalName,
    reference: ProposalReference,
    options?: CallOptions,
  ): Promise<VoteOutcome> {
    const argument = canonicalJson(document);
    const endorsers = this.#contracts.channelEndorsers;
    const submitted = await this.#contracts.submit({ transaction, argument, endorsers }, options);
    return { ...recorded(submitted), ...reference, proposal: proposalStatus(submitted) };
  }

  async proposal({ proposer, proposalId }: ProposalReference, options?: CallOptions): Promise<ProposalState> {
    const query = { transaction: names.proposal, argument: JSON.stringify({ proposer, proposalId }) };
    return readProposalState(parseAnswer(await this.#contracts.evaluate(query, options), names.proposal));
  }

  async proposals(options?: CallOptions): Promise<readonly ProposalState[]> {
    const answer = await this.#contracts.evaluate({ transaction: names.proposals }, options);
    const states = parseAnswer(answer, names.proposals);
    if (!Array.isArray(states)) throw new PeerError('the chaincode answered no list of proposals');
    return states.map((each: unknown) => readProposalState(each));
  }
}

async function lastDayFor(
  { lastDay }: ProposalInput,
  former: Proposal | undefined,
  facts: StandingFacts,
): Promise<string | null> {
  if (lastDay !== undefined) return lastDay;
  return former ? former.lastDay : usualLastDay(facts);
}

const standingChecker = new Checker(ProposalStatus);

/** How the proposal stands, by the receipt of what was sent about it. */
function proposalStatus({ answer }: Submitted): ProposalState['status'] {
  const receipt = parseAnswer(answer, names.vote);
  const status = typeof receipt === 'object' && receipt !== null && 'proposal' in receipt && receipt.proposal;
  return standingChecker.fits(status) ? status : 'OPEN';
}
