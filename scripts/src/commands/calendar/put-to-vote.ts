import type { Action, Parameters } from '@jangbu/model';
import type { Command } from 'commander';
import { say } from '../../terminal/output';
import { adminCommand, asAdmin, type AdminOptions } from '../proposals/admin-options';

export type VoteOptions = AdminOptions & { readonly json?: boolean };

/** A command that puts a change of the calendar to the vote. */
export function calendarVoteCommand(name: string, description: string): Command {
  return adminCommand(name, description).option('--json', 'as JSON');
}

/** Puts actions to the vote that follow from the parameters in force. */
export async function putToVote(
  options: VoteOptions,
  title: string,
  actionsFor: (parameters: Parameters) => Action[],
): Promise<void> {
  await asAdmin(options, async (ledger) => {
    const actions = actionsFor((await ledger.consortium.parameters()).parameters);
    const { proposer, proposalId, proposal } = await ledger.consortium.propose({ title, actions });
    say(
      options.json
        ? JSON.stringify({ proposer, proposalId, proposal, actions })
        : `${proposer}/${proposalId} ${proposal}`,
    );
  });
}
