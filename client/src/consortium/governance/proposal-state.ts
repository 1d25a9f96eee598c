import { proposalStateChecker, type ProposalState } from '@jangbu/model';
import { asDocument } from '../../core/submit/answers';

/** A proposal's state, out of a contract's answer. */
export function readProposalState(value: unknown): ProposalState {
  return asDocument(value, proposalStateChecker, 'consortium:proposal');
}
