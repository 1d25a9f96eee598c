import { closed, MemberId, oneOf, Proposal, type ProposalState } from '@jangbu/model';
import { Checker } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { asDocument } from '../../core/submit/answers';

const checker = new Checker(
  closed({
    proposal: Proposal,
    status: oneOf('OPEN', 'CARRIED', 'REJECTED'),
    votesFor: Type.Array(MemberId),
    votesAgainst: Type.Array(MemberId),
    majority: Type.Integer({ minimum: 1 }),
    members: Type.Integer({ minimum: 1 }),
  }),
);

/** A proposal's state, out of a contract's answer. */
export function readProposalState(value: unknown): ProposalState {
  return asDocument(value, checker, 'consortium:proposal');
}
