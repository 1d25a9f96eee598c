import type { Command } from 'commander';
import { choiceOf } from '../../input/choices';
import { UsageError } from '../../input/usage-error';
import { VoteOutcome } from '../../outputs/outcomes';
import { tell } from '../../terminal/output';
import { adminCommand, asAdmin, type AdminOptions } from './admin-options';

async function vote(reference: string, given: string, options: AdminOptions): Promise<void> {
  const [proposer, proposalId] = reference.split('/');
  if (!proposer || !proposalId)
    throw new UsageError('name the proposal as PROPOSER/ID; `jangbu proposals list` shows them');
  const choice = choiceOf('a vote', ['FOR', 'AGAINST'], given);
  const outcome = await asAdmin(options, (ledger) =>
    ledger.consortium.vote({ proposer, proposalId, choice }),
  );
  tell<typeof VoteOutcome>(options, outcome, `${reference} ${outcome.proposal}`);
}

/** `jangbu proposals vote`. */
export function voteCommand(): Command {
  return adminCommand('vote', 'vote on a proposal', VoteOutcome)
    .argument('<proposal>', 'PROPOSER/ID')
    .argument('<choice>', 'for or against')
    .action(vote);
}
