import { ProposalState } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { table } from '../../terminal/table';
import { asReader, memberCommand, type MemberOptions } from '../member-options';
import { lastDayText, statusText } from './standing-text';

const Output = Type.Array(ProposalState);

function row(state: ProposalState): string[] {
  const { proposal, votesFor, votesAgainst, majority, members } = state;
  const id = `${proposal.proposer}/${proposal.proposalId}`;
  const votes = `${votesFor.length} for, ${votesAgainst.length} against; ${majority} of ${members} carry it`;
  return [id, statusText(state), votes, lastDayText(proposal), proposal.title];
}

async function list(options: MemberOptions): Promise<void> {
  const proposals = await asReader(options, (ledger) => ledger.consortium.proposals());
  const columns = ['proposal', 'status', 'votes', 'until', 'title'].map((title) => ({ title }));
  tell<typeof Output>(options, proposals, () =>
    proposals.length === 0 ? 'no proposals' : table(columns, proposals.map(row)),
  );
}

/** `jangbu proposals list`. */
export function listProposalsCommand(): Command {
  return memberCommand('list', 'list all proposals and their votes', Output).action(list);
}
