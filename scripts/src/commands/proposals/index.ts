import { Command } from 'commander';
import { listProposalsCommand } from './list';
import { proposeCommand } from './propose';
import { showProposalCommand } from './show';
import { tallyCommand } from './tally';
import { voteCommand } from './vote';
import { withdrawCommand } from './withdraw';

/** `jangbu proposals`: what members put to the vote. */
export function proposalsCommand(): Command {
  return new Command('proposals')
    .description('what the members put to the vote')
    .addCommand(listProposalsCommand())
    .addCommand(showProposalCommand())
    .addCommand(proposeCommand())
    .addCommand(voteCommand())
    .addCommand(tallyCommand())
    .addCommand(withdrawCommand());
}
