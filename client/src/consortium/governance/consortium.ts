import type {
  Action,
  FoundingList,
  Instrument,
  MembersDocument,
  ParametersDocument,
  Proposal,
  ProposalState,
  Vote,
} from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import type { Recorded } from '../../core/submit/recorded';

/** What to put to the vote. */
export interface ProposalInput {
  /** One line for the voters; public to the channel, so never a person's name. */
  readonly title: string;
  /** What the proposal does when it is carried; all of it or nothing. */
  readonly actions: readonly Action[];
  /** Made by the SDK when left out; give one to make sending again harmless across restarts. */
  readonly proposalId?: string;
  /**
   * The last business day (`YYYY-MM-DD`) on which it is voted on and carried out, at most 90 days from now; when left
   * out, 30 days from the business day in force. Null before the first business day, whose opening ends what was put
   * before.
   */
  readonly lastDay?: string | null;
  /**
   * What the actions start from, by `basisOf`; when left out, what one's own peer has now. Where that has been changed
   * by the time of the majority, the proposal is void.
   */
  readonly basis?: Proposal['basis'];
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
   * Puts a proposal to the vote; the proposer's own vote for it is cast with it. For an admin. Up to five queries for
   * what it is made on, one transaction. Under an id that one's own member has used for the same title and actions it
   * is that proposal which is sent again, with its last day and its basis.
   *
   * @throws InputError when it does not fit its schema, or would make the own member the supervisor while it owns lots;
   *   RefusedError `ACTION_IMPOSSIBLE`, `BASIS_MOVED` (what one's own
   *   peer has is not the latest: call again), `LAST_DAY_OUT_OF_RANGE`, `ID_TAKEN`, `ROLE_REQUIRED`…
   */
  propose(proposal: ProposalInput, options?: CallOptions): Promise<VoteOutcome>;
  /**
   * Votes, or changes the vote while the proposal is open. For an admin; the vote for it that makes more than half
   * carries the proposal out in the same transaction, or ends it as void where it cannot be carried out any more. One
   * query, one transaction; simultaneous votes conflict and are tried again by the SDK.
   *
   * @throws InputError when it would make the own member the supervisor while it owns lots; RefusedError
   *   `PROPOSAL_UNKNOWN`, `PROPOSAL_ENDED` when it was withdrawn, has lapsed or is void, `VOTE_CAST`
   *   when the members have decided and one has voted otherwise, `ROLE_REQUIRED`…
   */
  vote(vote: ProposalReference & { choice: Vote['choice'] }, options?: CallOptions): Promise<VoteOutcome>;
  /**
   * Counts the votes by the members as they are now, and ends the proposal if it is decided, has lapsed or cannot be
   * carried out any more. For any member's admin. One transaction; none where the proposal stays open (`OPEN`) or has
   * ended before.
   *
   * @throws RefusedError `PROPOSAL_UNKNOWN`, `ROLE_REQUIRED`…
   */
  tally(proposal: ProposalReference, options?: CallOptions): Promise<VoteOutcome>;
  /**
   * Takes an open proposal of one's own back. For an admin. One transaction.
   *
   * @throws RefusedError `PROPOSAL_UNKNOWN`, `PROPOSAL_ENDED`, `NOT_THE_SUBMITTER`, `ROLE_REQUIRED`…
   */
  withdraw(proposal: ProposalReference, options?: CallOptions): Promise<VoteOutcome>;
  /** One proposal and its votes. Anyone; one query. @throws RefusedError `PROPOSAL_UNKNOWN` */
  proposal(reference: ProposalReference, options?: CallOptions): Promise<ProposalState>;
  /** All proposals. Anyone; one query. */
  proposals(options?: CallOptions): Promise<readonly ProposalState[]>;
}
