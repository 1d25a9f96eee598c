import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { say } from '../../terminal/output';

async function showSeal(
  date: string,
  options: NetworkOptions & { as?: string; json?: boolean },
): Promise<void> {
  const context = await openNetworkContext(options);
  const member = options.as ?? supervisorId(context.consortium);
  const state = await withLedger(context, member, 'operator', (ledger) => ledger.days.seal(date));
  if (options.json) say(JSON.stringify(state));
  else if (state.seal) {
    const { claim, members } = state.seal;
    const { count, root } = claim.transactions;
    say(`${date} is sealed by ${members.join(', ')}: ${count} transactions, root ${root}`);
  } else {
    const attested = state.attestations.map(({ member: each }) => each).join(', ');
    say(`${date} is not sealed; attested by ${attested || 'nobody'}`);
  }
}

/** `jangbu day seal`. */
export function sealCommand(): Command {
  return withNetworkOptions(new Command('seal'))
    .description('say whether a day is sealed, and by whom')
    .argument('<date>', 'YYYY-MM-DD')
    .option('--as <member>', 'the member whose peer is asked (default: the supervisor)')
    .option('--json', 'as JSON')
    .action(showSeal);
}
