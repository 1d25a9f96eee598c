import { readFile } from 'node:fs/promises';
import { actionsChecker, type ProposalState } from '@jangbu/model';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { openPlace, withPlace, type PlaceOptions } from '../../consortium/network-context';
import { UsageError } from '../../terminal/failure';
import { table } from '../../terminal/table';

type AsOptions = PlaceOptions & { readonly as: string };

function row({ proposal, status, votesFor, votesAgainst, majority, members }: ProposalState): string[] {
  const id = `${proposal.proposer}/${proposal.proposalId}`;
  const votes = `${votesFor.length} for, ${votesAgainst.length} against; ${majority} of ${members} carry it`;
  return [id, status, votes, proposal.title];
}

async function list(options: AsOptions & { json?: boolean }): Promise<void> {
  const place = await openPlace(options);
  const proposals = await withLedger(place, options.as, 'admin', (ledger) => ledger.consortium.proposals());
  if (options.json) process.stdout.write(`${JSON.stringify(proposals)}\n`);
  else if (proposals.length === 0) process.stdout.write('no proposals\n');
  else {
    const columns = ['proposal', 'status', 'votes', 'title'].map((title) => ({ title }));
    process.stdout.write(`${table(columns, proposals.map(row))}\n`);
  }
}

async function readActions(file: string): Promise<Parameters<typeof actionsChecker.fits>[0]> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `${file} does not read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function propose(file: string, options: AsOptions & { title: string }): Promise<void> {
  const actions = await readActions(file);
  if (!actionsChecker.fits(actions)) {
    const [problem] = actionsChecker.problems(actions);
    throw new UsageError(`${file} is no list of actions: ${problem?.path ?? ''} ${problem?.message ?? ''}`);
  }
  const place = await openPlace(options);
  const outcome = await withLedger(place, options.as, 'admin', (ledger) =>
    ledger.consortium.propose({ title: options.title, actions }),
  );
  process.stdout.write(`${outcome.proposer}/${outcome.proposalId} ${outcome.proposal}\n`);
}

async function vote(reference: string, choice: string, options: AsOptions): Promise<void> {
  const [proposer, proposalId] = reference.split('/');
  if (!proposer || !proposalId)
    throw new UsageError('name the proposal as PROPOSER/ID; `jangbu proposals list` shows them');
  const word = choice.toUpperCase();
  if (word !== 'FOR' && word !== 'AGAINST') throw new UsageError('vote `for` or `against`');
  const place = await openPlace(options);
  const outcome = await withLedger(place, options.as, 'admin', (ledger) =>
    ledger.consortium.vote({ proposer, proposalId, choice: word }),
  );
  process.stdout.write(`${reference} ${outcome.proposal}\n`);
}

const withMember = (command: Command): Command =>
  withPlace(command).requiredOption(
    '--as <member>',
    'the member for which you act (its admin identity is used)',
  );

/** `jangbu proposals`: what members put to the vote. */
export function proposalsCommand(): Command {
  const command = new Command('proposals').description('what the members put to the vote');
  withMember(command.command('list').description('list all proposals and their votes'))
    .option('--json', 'as JSON')
    .action(list);
  withMember(
    command
      .command('propose')
      .description('put a list of actions to the vote')
      .argument(
        '<file>',
        'JSON: an array of actions, e.g. [{"kind":"SET_INSTRUMENT_STATUS","isin":…,"status":"SUSPENDED"}]',
      ),
  )
    .requiredOption('--title <line>', 'one line for the voters; public, so never a person’s name')
    .action(propose);
  withMember(
    command
      .command('vote')
      .description('vote on a proposal')
      .argument('<proposal>', 'PROPOSER/ID')
      .argument('<choice>', 'for or against'),
  ).action(vote);
  return command;
}
