import { PHASES } from '@jangbu/model';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { choiceOf } from '../../input/choices';
import { UsageError } from '../../input/usage-error';
import { say } from '../../terminal/output';

async function to(given: string, options: NetworkOptions): Promise<void> {
  const phase = choiceOf('a phase', PHASES.slice(1), given);
  const context = await openNetworkContext(options);
  await withLedger(context, supervisorId(context.consortium), 'operator', async (ledger) => {
    const day = await ledger.days.current();
    if (!day) throw new UsageError('no business day has been opened');
    await ledger.days.move({ date: day.date, phase });
    say(`${day.date} ${phase}`);
  });
}

/** `jangbu day to`. */
export function moveDayCommand(): Command {
  return withNetworkOptions(new Command('to'))
    .description('move the day to its next phase')
    .argument('<phase>', 'MATCHING_CLOSED, SETTLEMENT_CLOSED or CLOSED')
    .action(to);
}
