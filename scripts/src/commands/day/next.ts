import { Command } from 'commander';
import { moveToNextDay } from '../../business-day/open-day';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { say } from '../../terminal/output';

async function next(options: NetworkOptions): Promise<void> {
  const context = await openNetworkContext(options);
  const day = await withLedger(context, supervisorId(context.consortium), 'operator', moveToNextDay);
  say(`business day ${day.date} is open`);
}

/** `jangbu day next`. */
export function nextDayCommand(): Command {
  return withNetworkOptions(new Command('next'))
    .description('close what is open and open the next business day')
    .action(next);
}
