import {
  canonicalJson,
  foundingListChecker,
  instrumentChecker,
  proposalChecker,
  transactions,
  voteChecker,
  type FoundingList,
  type Instrument,
  type MembersDocument,
  type ParametersDocument,
  type Proposal,
  type ProposalState,
  type Vote,
} from '@jangbu/model';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions, Submitted } from '../../core/submit/submission';
import { PeerError } from '../../core/errors';
import { randomId } from '../../core/random/random';
import { asDocument, parseAnswer } from '../../core/submit/answers';
import { requireFit } from '../../core/submit/input';
import { readParameters } from './parameters';
import type { Consortium, ProposalInput, ProposalReference, VoteOutcome } from './consortium';
import type { Members } from './members';
import { actionsVotedOn, requireNoOwnLots } from './nominee';
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
    const { title, actions, proposalId = randomId() } = input;
    await requireNoOwnLots(this.#contracts, this.#ownId, actions, options);
    const proposer = this.#ownId;
    const proposal: Proposal = {
      type: 'proposal',
      version: 1,
      proposer,
      proposalId,
      title,
      actions: [...actions],
    };
    requireFit(proposal, proposalChecker, 'proposal');
    return this.#vote(names.propose, proposal, { proposer, proposalId }, options);
  }

  async vote(
    { proposer, proposalId, choice }: ProposalReference & { choice: Vote['choice'] },
    options?: CallOptions,
  ): Promise<VoteOutcome> {
    const vote: Vote = { type: 'vote', version: 1, proposer, proposalId, voter: this.#ownId, choice };
    requireFit(vote, voteChecker, 'vote');
    if (choice === 'FOR') {
      const actions = await actionsVotedOn(this.#contracts, { proposer, proposalId }, options);
      await requireNoOwnLots(this.#contracts, this.#ownId, actions, options);
    }
    return this.#vote(names.vote, vote, { proposer, proposalId }, options);
  }

  async #vote(
    transaction: string,
    document: Proposal | Vote,
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

/** How the proposal stands, by the receipt of a proposal or a vote. */
function proposalStatus({ answer }: Submitted): ProposalState['status'] {
  const receipt = parseAnswer(answer, names.vote);
  const status = typeof receipt === 'object' && receipt !== null && 'proposal' in receipt && receipt.proposal;
  if (status === 'CARRIED' || status === 'REJECTED') return status;
  return 'OPEN';
}
