import { Command } from 'commander';
import { listProposalsCommand } from './list';
import { proposeCommand } from './propose';
import { voteCommand } from './vote';

/** `jangbu proposals`: what members put to the vote. */
export function proposalsCommand(): Command {
  return new Command('proposals')
    .description('what the members put to the vote')
    .addCommand(listProposalsCommand())
    .addCommand(proposeCommand())
    .addCommand(voteCommand());
}
