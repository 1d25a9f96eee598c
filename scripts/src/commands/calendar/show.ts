import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { calendarJson, calendarText } from './calendar-text';
import { yearOf } from './year';

async function show(options: NetworkOptions & { year?: number; json?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  const { parameters } = await withLedger(context, supervisorId(context.consortium), 'operator', (ledger) =>
    ledger.consortium.parameters(),
  );
  process.stdout.write((options.json ? calendarJson : calendarText)(parameters, options.year));
}

/** `jangbu calendar show`. */
export function showCalendarCommand(): Command {
  return withNetworkOptions(new Command('show'))
    .description('list settlement rules, cut-offs and closed days on the ledger')
    .option('--year <year>', 'closed days of one year only', yearOf)
    .option('--json', 'as JSON')
    .action(show);
}
