import { actionsChecker } from '@jangbu/model';
import type { Command } from 'commander';
import { readJsonFile } from '../../input/json-file';
import { UsageError } from '../../input/usage-error';
import { adminCommand, asAdmin } from './admin-options';
import { proposalCommand, put, PutToVote, type ProposalOptions } from './put';

async function propose(file: string, options: ProposalOptions & { title: string }): Promise<void> {
  const actions = await readJsonFile(file);
  if (!actionsChecker.fits(actions)) {
    const [problem] = actionsChecker.problems(actions);
    throw new UsageError(`${file} is no list of actions: ${problem?.path ?? ''} ${problem?.message ?? ''}`);
  }
  await asAdmin(options, (ledger) => put(ledger, options, { title: options.title, actions }));
}

/** `jangbu proposals propose`. */
export function proposeCommand(): Command {
  return proposalCommand(adminCommand('propose', 'put a list of actions to the vote', PutToVote))
    .argument(
      '<file>',
      'JSON: an array of actions, e.g. [{"kind":"SET_INSTRUMENT_STATUS","isin":…,"status":"SUSPENDED"}]',
    )
    .requiredOption('--title <line>', 'one line for the voters; public, so never a person’s name')
    .action(propose);
}
