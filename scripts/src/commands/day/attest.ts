import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { say } from '../../terminal/output';

async function attest(options: NetworkOptions & { as: string; date?: string }): Promise<void> {
  const context = await openNetworkContext(options);
  const { claim, day } = await withLedger(context, options.as, 'operator', (ledger) =>
    ledger.days.attest(options.date),
  );
  const { count, root } = claim.transactions;
  say(`${claim.date}: ${count} transactions up to block ${claim.block.number}, root ${root}`);
  if (day === 'DIFFERS') {
    process.exitCode = 1;
    process.stderr.write(
      `ALARM: more than half of the members say otherwise of ${claim.date}. Compare your peer's blocks with another member's.\n`,
    );
  } else say(day === 'SEALED' ? 'the day is sealed' : 'not enough members have attested it yet');
}

/** `jangbu day attest`. */
export function attestDayCommand(): Command {
  return withNetworkOptions(new Command('attest'))
    .description("sign what a member's own peer says of a closed day, and record it")
    .requiredOption('--as <member>', 'the member that attests')
    .option('--date <date>', 'the day, YYYY-MM-DD (default: the one closed last)')
    .action(attest);
}
