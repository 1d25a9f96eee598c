import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { say } from '../../terminal/output';
import { parseInstructionName } from './instruction-name';

async function fail(name: string, options: NetworkOptions): Promise<void> {
  const context = await openNetworkContext(options);
  await withLedger(context, supervisorId(context.consortium), 'operator', (ledger) =>
    ledger.settlement.recordFail(parseInstructionName(name)),
  );
  say('the fail is recorded; the instruction rolls to the next business day');
}

/** `jangbu settlement fail`. */
export function failCommand(): Command {
  return withNetworkOptions(new Command('fail'))
    .description(
      'record that an instruction did not settle today (as the supervisor, once settlement has closed)',
    )
    .argument('<instruction>', 'MEMBER/ID')
    .action(fail);
}
