import {
  canonicalJson,
  foundingListChecker,
  instrumentChecker,
  majorityOf,
  parametersDocumentChecker,
  proposalChecker,
  transactions,
  voteChecker,
  type Action,
  type Checker,
  type FoundingList,
  type Instrument,
  type MembersDocument,
  type ParametersDocument,
  type Proposal,
  type ProposalState,
  type Vote,
} from '@jangbu/model';
import type { TSchema } from '@sinclair/typebox';
import type { Engine } from '../engine/engine';
import type { CallOptions, Submitted } from '../engine/submission';
import { InputError, PeerError } from '../errors';
import { randomId } from '../random';
import { asDocument, readDocument, readJson } from './answers';
import type { Members } from './members';
import { readProposalState } from './proposal-state';
import { recorded, type Recorded } from './recorded';

const names = transactions.consortium;

/** What to put to the vote. */
export interface ProposalInput {
  /** One line for the voters; public to the channel, so never a person's name. */
  readonly title: string;
  /** What the proposal does when it is carried; all of it or nothing. */
  readonly actions: readonly Action[];
  /** Made by the SDK when left out; give one to make sending again harmless across restarts. */
  readonly proposalId?: string;
}

/** Names a proposal. */
export interface ProposalReference {
  readonly proposer: string;
  readonly proposalId: string;
}

/** How a proposal stands after one's own act. */
export type VoteOutcome = Recorded & ProposalReference & { readonly proposal: ProposalState['status'] };

/** The members and what they have settled together: public to all of them. */
export interface Consortium {
  /**
   * Asks the chaincode at the member's own peer for a sign of life. One query.
   *
   * @returns its name and version
   */
  ping(options?: CallOptions): Promise<{ readonly chaincode: string; readonly version: string }>;
  /**
   * Founds the ledger. For an admin of any founding member; once. One transaction, endorsed by more
   * than half of those on the list.
   *
   * @throws RefusedError `FOUNDING_LIST_MISMATCH`, `ROLE_REQUIRED`, `NOT_A_MEMBER`
   */
  found(list: FoundingList, options?: CallOptions): Promise<Recorded>;
  /** The members in force. Anyone; one query. @throws RefusedError `NOT_FOUNDED` */
  members(options?: CallOptions): Promise<MembersDocument>;
  /** The parameters in force. Anyone; one query. @throws RefusedError `NO_PARAMETERS` */
  parameters(options?: CallOptions): Promise<ParametersDocument>;
  /**
   * Instruments of the ledger. Anyone; one query.
   *
   * @param isins which; all when left out
   */
  instruments(isins?: readonly string[], options?: CallOptions): Promise<readonly Instrument[]>;
  /**
   * Puts a proposal to the vote; the proposer's own vote for it is cast with it. For an admin. One
   * transaction.
   *
   * @throws InputError when it does not fit its schema; RefusedError `ACTION_IMPOSSIBLE`, `ROLE_REQUIRED`…
   */
  propose(proposal: ProposalInput, options?: CallOptions): Promise<VoteOutcome>;
  /**
   * Votes. For an admin; the vote that makes more than half carries the proposal out in the same
   * transaction. One transaction; simultaneous votes conflict and are tried again by the SDK.
   *
   * @throws RefusedError `PROPOSAL_UNKNOWN`, `VOTE_CAST`, `ROLE_REQUIRED`…
   */
  vote(vote: ProposalReference & { choice: Vote['choice'] }, options?: CallOptions): Promise<VoteOutcome>;
  /** One proposal and its votes. Anyone; one query. @throws RefusedError `PROPOSAL_UNKNOWN` */
  proposal(reference: ProposalReference, options?: CallOptions): Promise<ProposalState>;
  /** All proposals. Anyone; one query. */
  proposals(options?: CallOptions): Promise<readonly ProposalState[]>;
}

function fitting<T extends TSchema>(value: unknown, checker: Checker<T>, what: string): void {
  if (!checker.fits(value)) throw new InputError(`the ${what} does not fit`, checker.problems(value));
}

/** {@link Consortium} over the engine. */
export class ConsortiumFacade implements Consortium {
  readonly #engine: Engine;
  readonly #members: Members;
  readonly #ownId: string;

  constructor(engine: Engine, members: Members, ownId: string) {
    this.#engine = engine;
    this.#members = members;
    this.#ownId = ownId;
  }

  async ping(options?: CallOptions): Promise<{ readonly chaincode: string; readonly version: string }> {
    const answer = readJson(await this.#engine.evaluate({ transaction: names.ping }, options), names.ping);
    if (typeof answer === 'object' && answer !== null && 'chaincode' in answer && 'version' in answer) {
      return { chaincode: String(answer.chaincode), version: String(answer.version) };
    }
    throw new PeerError('the chaincode answered the ping with something else');
  }

  async found(list: FoundingList, options?: CallOptions): Promise<Recorded> {
    fitting(list, foundingListChecker, 'founding list');
    // There is no members document yet: the list itself names the organisations.
    const organizations = list.members.map(({ mspId }) => mspId);
    const count = majorityOf(organizations.length);
    const endorsers = () => Promise.resolve({ rule: 'SOME', count, organizations } as const);
    const argument = canonicalJson(list);
    return recorded(await this.#engine.submit({ transaction: names.found, argument, endorsers }, options));
  }

  members(options?: CallOptions): Promise<MembersDocument> {
    return this.#members.read(options);
  }

  async parameters(options?: CallOptions): Promise<ParametersDocument> {
    const answer = await this.#engine.evaluate({ transaction: names.parameters }, options);
    return readDocument(answer, parametersDocumentChecker, names.parameters);
  }

  async instruments(isins: readonly string[] = [], options?: CallOptions): Promise<readonly Instrument[]> {
    const query = { transaction: names.instruments, argument: JSON.stringify(isins) };
    const answer = readJson(await this.#engine.evaluate(query, options), names.instruments);
    if (!Array.isArray(answer)) throw new PeerError('the chaincode answered no list of instruments');
    return answer.map((each: unknown) => asDocument(each, instrumentChecker, names.instruments));
  }

  async propose(input: ProposalInput, options?: CallOptions): Promise<VoteOutcome> {
    const { title, actions, proposalId = randomId() } = input;
    const proposer = this.#ownId;
    const proposal: Proposal = {
      type: 'proposal',
      version: 1,
      proposer,
      proposalId,
      title,
      actions: [...actions],
    };
    fitting(proposal, proposalChecker, 'proposal');
    return this.#vote(names.propose, proposal, { proposer, proposalId }, options);
  }

  async vote(
    { proposer, proposalId, choice }: ProposalReference & { choice: Vote['choice'] },
    options?: CallOptions,
  ): Promise<VoteOutcome> {
    const vote: Vote = { type: 'vote', version: 1, proposer, proposalId, voter: this.#ownId, choice };
    fitting(vote, voteChecker, 'vote');
    return this.#vote(names.vote, vote, { proposer, proposalId }, options);
  }

  async #vote(
    transaction: string,
    document: Proposal | Vote,
    reference: ProposalReference,
    options?: CallOptions,
  ): Promise<VoteOutcome> {
    const argument = canonicalJson(document);
    const endorsers = this.#members.majority;
    const submitted = await this.#engine.submit({ transaction, argument, endorsers }, options);
    return { ...recorded(submitted), ...reference, proposal: proposalStatus(submitted) };
  }

  async proposal({ proposer, proposalId }: ProposalReference, options?: CallOptions): Promise<ProposalState> {
    const query = { transaction: names.proposal, argument: JSON.stringify({ proposer, proposalId }) };
    return readProposalState(readJson(await this.#engine.evaluate(query, options), names.proposal));
  }

  async proposals(options?: CallOptions): Promise<readonly ProposalState[]> {
    const answer = await this.#engine.evaluate({ transaction: names.proposals }, options);
    const states = readJson(answer, names.proposals);
    if (!Array.isArray(states)) throw new PeerError('the chaincode answered no list of proposals');
    return states.map((each: unknown) => readProposalState(each));
  }
}

/** How the proposal stands, by the receipt of a proposal or a vote. */
function proposalStatus({ answer }: Submitted): ProposalState['status'] {
  const receipt = readJson(answer, names.vote);
  const status = typeof receipt === 'object' && receipt !== null && 'proposal' in receipt && receipt.proposal;
  if (status === 'CARRIED' || status === 'REJECTED') return status;
  return 'OPEN';
}
