import type { Command } from 'commander';
import { choiceOf } from '../../input/choices';
import { VoteOutcome } from '../../outputs/outcomes';
import { adminCommand, type AdminOptions } from './admin-options';
import { aboutProposal } from './reference';

async function vote(reference: string, given: string, options: AdminOptions): Promise<void> {
  const choice = choiceOf('a vote', ['FOR', 'AGAINST'], given);
  await aboutProposal(reference, options, ({ consortium }, named) => consortium.vote({ ...named, choice }));
}

/** `jangbu proposals vote`. */
export function voteCommand(): Command {
  return adminCommand('vote', 'vote on a proposal, or change the vote while it is open', VoteOutcome)
    .argument('<proposal>', 'PROPOSER/ID')
    .argument('<choice>', 'for or against')
    .action(vote);
}
