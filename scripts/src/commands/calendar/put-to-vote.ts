import type { Action, Parameters } from '@jangbu/model';
import type { TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { adminCommand, asAdmin } from '../proposals/admin-options';
import { proposalCommand, put, PutToVote, type ProposalOptions } from '../proposals/put';

export type VoteOptions = ProposalOptions;

/** A command that puts a change of the calendar to the vote. */
export function calendarVoteCommand(name: string, description: string, output: TSchema = PutToVote): Command {
  return proposalCommand(adminCommand(name, description, output));
}

/** Puts actions to the vote that follow from the parameters in force. */
export async function putToVote(
  options: VoteOptions,
  title: string,
  actionsFor: (parameters: Parameters) => Action[],
): Promise<void> {
  await asAdmin(options, async (ledger) => {
    const actions = actionsFor((await ledger.consortium.parameters()).parameters);
    await put(ledger, options, { title, actions });
  });
}
