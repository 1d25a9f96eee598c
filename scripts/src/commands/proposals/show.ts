import { ProposalState } from '@jangbu/model';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { asReader, memberCommand, type MemberOptions } from '../member-options';
import { referenceIn } from './reference';
import { standingText } from './standing-text';

async function show(given: string, options: MemberOptions): Promise<void> {
  const reference = referenceIn(given);
  const state = await asReader(options, ({ consortium }) => consortium.proposal(reference));
  tell<typeof ProposalState>(options, state, () => standingText(state));
}

/** `jangbu proposals show`. */
export function showProposalCommand(): Command {
  return memberCommand(
    'show',
    'show a proposal: what it does, its votes, until when it is open',
    ProposalState,
  )
    .argument('<proposal>', 'PROPOSER/ID')
    .action(show);
}
