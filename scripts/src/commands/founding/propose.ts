import type { Ledger } from '@jangbu/client';
import { loadSettings } from '@jangbu/network';
import { ProposalStatus, type Action, type ProposalState } from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import type { Command } from 'commander';
import { FOUNDING_TITLE, foundingActions, foundingVoteId, foundingVotes } from '../../consortium/founding';
import { UsageError } from '../../input/usage-error';
import { tell } from '../../terminal/output';
import { adminCommand, asAdmin, type AdminOptions } from '../proposals/admin-options';

type ProposeOptions = AdminOptions & {
  readonly settings: string;
  readonly title: string;
};

const FoundingVote = Type.Object({
  /** As `proposals vote` takes it. */
  proposal: Type.String(),
  status: ProposalStatus,
  /** How many there are. */
  actions: Type.Integer({ minimum: 1 }),
});
type FoundingVote = Static<typeof FoundingVote>;

/** The contracts would refuse it too, but know nothing of the file. */
async function requireMembers(ledger: Ledger, actions: readonly Action[], file: string): Promise<void> {
  const { members } = await ledger.consortium.members();
  const ids = members.map(({ id }) => id);
  const named = actions.flatMap((action) =>
    'member' in action && typeof action.member === 'string' ? [action.member] : [],
  );
  const stranger = named.find((id) => !ids.includes(id));
  if (stranger === undefined) return;
  throw new UsageError(
    `${file} gives a role to ${stranger}, which is no member of this ledger: ${ids.join(', ')} are`,
  );
}

/** Another member's founding vote, where there is one that stands: to be voted on, not to be put again. */
function othersVote(votes: readonly ProposalState[], ownId: string): string | undefined {
  const other = votes.find(
    ({ status, proposal }) => (status === 'OPEN' || status === 'CARRIED') && proposal.proposer !== ownId,
  );
  if (!other) return undefined;
  const name = `${other.proposal.proposer}/${other.proposal.proposalId}`;
  return other.status === 'CARRIED'
    ? `${name} has been carried: the ledger has its settings, which change by \`jangbu proposals propose\``
    : `${name} is open: vote on it by \`jangbu proposals vote ${name} for\``;
}

async function put(ledger: Ledger, { settings: file, title }: ProposeOptions): Promise<FoundingVote> {
  const settings = await loadSettings(file);
  const actions = foundingActions(settings);
  if (actions.length === 0) {
    throw new UsageError(
      `${file} has nothing to vote on: no roles or issuers among members, no parameters, no instruments`,
    );
  }
  await requireMembers(ledger, actions, file);
  const votes = await foundingVotes(ledger);
  const other = othersVote(votes, ledger.member.id);
  if (other !== undefined) throw new UsageError(other);
  const { proposer, proposalId, proposal } = await ledger.consortium.propose({
    proposalId: foundingVoteId(votes, ledger.member.id),
    title,
    actions,
  });
  return { proposal: `${proposer}/${proposalId}`, status: proposal, actions: actions.length };
}

async function propose(options: ProposeOptions): Promise<void> {
  const vote = await asAdmin(options, (ledger) => put(ledger, options));
  const { proposal, status, actions } = vote;
  const more = status === 'OPEN' ? `\nthe other members vote: jangbu proposals vote ${proposal} for` : '';
  tell<typeof FoundingVote>(options, vote, `${proposal} ${status}, ${actions} actions${more}`);
}

/** `jangbu founding propose`. */
export function proposeSettingsCommand(): Command {
  return adminCommand(
    'propose',
    'put the founding vote: roles of members, parameters and instruments, out of a file',
    FoundingVote,
  )
    .requiredOption(
      '--settings <file>',
      'a consortium file, or one with its fields members (id, roles, issuer), parameters and instruments alone',
    )
    .option('--title <line>', 'one line for the voters; public, so never a person’s name', FOUNDING_TITLE)
    .action(propose);
}
