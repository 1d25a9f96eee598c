import type { ProposalState } from '@jangbu/model';
import type { Command } from 'commander';
import { say } from '../../terminal/output';
import { table } from '../../terminal/table';
import { adminCommand, asAdmin, type AdminOptions } from './admin-options';

function row({ proposal, status, votesFor, votesAgainst, majority, members }: ProposalState): string[] {
  const id = `${proposal.proposer}/${proposal.proposalId}`;
  const votes = `${votesFor.length} for, ${votesAgainst.length} against; ${majority} of ${members} carry it`;
  return [id, status, votes, proposal.title];
}

async function list(options: AdminOptions & { json?: boolean }): Promise<void> {
  const proposals = await asAdmin(options, (ledger) => ledger.consortium.proposals());
  if (options.json) say(JSON.stringify(proposals));
  else if (proposals.length === 0) say('no proposals');
  else {
    const columns = ['proposal', 'status', 'votes', 'title'].map((title) => ({ title }));
    say(table(columns, proposals.map(row)));
  }
}

/** `jangbu proposals list`. */
export function listProposalsCommand(): Command {
  return adminCommand('list', 'list all proposals and their votes').option('--json', 'as JSON').action(list);
}
