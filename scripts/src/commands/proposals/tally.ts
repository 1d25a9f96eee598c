import type { Command } from 'commander';
import { VoteOutcome } from '../../outputs/outcomes';
import { adminCommand, type AdminOptions } from './admin-options';
import { aboutProposal } from './reference';

function tally(reference: string, options: AdminOptions): Promise<void> {
  return aboutProposal(reference, options, ({ consortium }, named) => consortium.tally(named));
}

/** `jangbu proposals tally`. */
export function tallyCommand(): Command {
  return adminCommand(
    'tally',
    'count the votes by the members as they are now, and end the proposal if it is decided, has lapsed or is void',
    VoteOutcome,
  )
    .argument('<proposal>', 'PROPOSER/ID')
    .action(tally);
}
