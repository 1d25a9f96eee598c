import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { json, say } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';

async function outstanding(options: NetworkOptions & { json?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  const sums = await withLedger(context, supervisorId(context.consortium), 'operator', (ledger) =>
    ledger.holdings.outstanding(),
  );
  const wrong = sums.filter((each) => each.outstanding !== each.deposited - each.withdrawn);
  if (options.json) process.stdout.write(json(sums));
  else {
    const columns = [
      { title: 'instrument' },
      ...['deposited', 'withdrawn', 'outstanding'].map((title) => ({ title, align: 'right' as const })),
    ];
    const rows = sums.map((each) => [
      each.instrument,
      ...[each.deposited, each.withdrawn, each.outstanding].map(grouped),
    ]);
    say(table(columns, rows));
  }
  if (wrong.length === 0) return;
  process.exitCode = 1;
  process.stderr.write(`ALARM: lots do not add up in ${wrong.map((each) => each.instrument).join(', ')}\n`);
}

/** `jangbu holdings outstanding`. */
export function outstandingCommand(): Command {
  return withNetworkOptions(new Command('outstanding'))
    .description('prove the whole: all lots against deposits and withdrawals (as the supervisor)')
    .option('--json', 'as JSON')
    .action(outstanding);
}
