import type { Static } from '@sinclair/typebox';
import type { Proposal } from '../documents/governance';
import { Checker } from '../schema/checker';
import { ClientId, closed, MemberId } from '../schema/fields';

/** A proposal's name: whose it is, and the id that its proposer gave it. */
export const ProposalName = closed({ proposer: MemberId, proposalId: ClientId });
export type ProposalName = Readonly<Static<typeof ProposalName>>;

export const proposalNameChecker = new Checker(ProposalName);

/** What a query tells of a proposal. */
export interface ProposalState {
  readonly proposal: Proposal;
  readonly status: 'OPEN' | 'CARRIED' | 'REJECTED';
  readonly votesFor: readonly string[];
  readonly votesAgainst: readonly string[];
  /** Votes needed to carry it. */
  readonly majority: number;
  readonly members: number;
}
