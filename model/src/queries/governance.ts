import { Type, type Static } from '@sinclair/typebox';
import { Hindrance, Proposal, ProposalStatus } from '../documents/governance';
import { Checker } from '../schema/checker';
import { ClientId, closed, MemberId, oneOf } from '../schema/fields';

/** A proposal's name: whose it is, and the id that its proposer gave it. */
export const ProposalName = closed({ proposer: MemberId, proposalId: ClientId });
export type ProposalName = Readonly<Static<typeof ProposalName>>;

export const proposalNameChecker = new Checker(ProposalName);

/** What a query tells of a proposal. */
export const ProposalState = closed({
  proposal: Proposal,
  status: ProposalStatus,
  votesFor: Type.Array(MemberId),
  votesAgainst: Type.Array(MemberId),
  /** Votes needed to carry it: more than half of the active members, as they are now or were when it ended. */
  majority: Type.Integer({ minimum: 1 }),
  members: Type.Integer({ minimum: 1 }),
  /** How a tally would end it now; null when it would not, or has ended already. */
  due: Type.Union([oneOf('CARRIED', 'REJECTED', 'LAPSED', 'VOID'), Type.Null()]),
  /** Why it could not be carried out, or cannot be as the ledger stands. */
  hindrance: Type.Union([Hindrance, Type.Null()]),
});
export type ProposalState = Readonly<Static<typeof ProposalState>>;
export const proposalStateChecker = new Checker(ProposalState);
