import { randomBytes } from 'node:crypto';
import type { Ledger } from '@jangbu/client';
import { Action, ProposalName, ProposalStatus } from '@jangbu/model';
import { Type, type TProperties } from '@sinclair/typebox';
import type { Command } from 'commander';
import { recordedWith, type RecordedWith } from '../../outputs/outcomes';
import { EXIT, exitCodeOf } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import type { AdminOptions } from './admin-options';

export type ProposalOptions = AdminOptions & { readonly id?: string; readonly lastDay?: string };

const standing = {
  ...ProposalName.properties,
  proposal: ProposalStatus,
  actions: Type.Array(Action),
};

/** What was put to the vote and how that stands, and what is told besides. */
export function putToVoteWith<T extends TProperties>(fields: T): RecordedWith<typeof standing & T> {
  return recordedWith({ ...standing, ...fields });
}

export const PutToVote = putToVoteWith({});

/** Adds the options of whatever puts a proposal: until when it is open, and how the same one can be sent again. */
export function proposalCommand(command: Command): Command {
  return command
    .option(
      '--last-day <date>',
      'the last business day on which it can be carried, YYYY-MM-DD, at most 90 days away (default: 30 days from now)',
    )
    .option(
      '--id <id>',
      "the proposal's id (default: a new one); the same call under it is the same proposal",
    );
}

/**
 * Puts a proposal to the vote, and tells how it stands. After an outcome in doubt it says under which id the same
 * proposal is sent again.
 *
 * @param details what is told besides: for programs, and as lines before the outcome's
 */
export async function put(
  ledger: Ledger,
  options: ProposalOptions,
  { title, actions }: { readonly title: string; readonly actions: readonly Action[] },
  details: { readonly fields: object; readonly lines: readonly string[] } = { fields: {}, lines: [] },
): Promise<void> {
  const proposalId = options.id ?? randomBytes(16).toString('base64url');
  try {
    const { lastDay } = options;
    const outcome = await ledger.consortium.propose({
      title,
      actions,
      proposalId,
      ...(lastDay === undefined ? {} : { lastDay }),
    });
    const { proposer, proposal } = outcome;
    tell<typeof PutToVote>(options, { ...outcome, actions, ...details.fields }, () =>
      [...details.lines, `${proposer}/${proposalId} ${proposal}`].join('\n'),
    );
  } catch (error) {
    if (exitCodeOf(error) === EXIT.UNSURE) news(`to send the same proposal again, add --id ${proposalId}`);
    throw error;
  }
}
