import type { Command } from 'commander';
import { VoteOutcome } from '../../outputs/outcomes';
import { adminCommand, type AdminOptions } from './admin-options';
import { aboutProposal } from './reference';

function withdraw(reference: string, options: AdminOptions): Promise<void> {
  return aboutProposal(reference, options, ({ consortium }, named) => consortium.withdraw(named));
}

/** `jangbu proposals withdraw`. */
export function withdrawCommand(): Command {
  return adminCommand('withdraw', "take an open proposal of the member's own back", VoteOutcome)
    .argument('<proposal>', 'PROPOSER/ID')
    .action(withdraw);
}
