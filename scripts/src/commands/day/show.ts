import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { say } from '../../terminal/output';

async function show(options: NetworkOptions & { json?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  const day = await withLedger(context, supervisorId(context.consortium), 'operator', (ledger) =>
    ledger.days.current(),
  );
  if (options.json) say(JSON.stringify(day));
  else say(day ? `${day.date} ${day.phase} (move ${day.sequence})` : 'no business day has been opened');
}

/** `jangbu day show`. */
export function showDayCommand(): Command {
  return withNetworkOptions(new Command('show'))
    .description('say which business day it is, and its phase')
    .option('--json', 'as JSON')
    .action(show);
}
