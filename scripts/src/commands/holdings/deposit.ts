import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { readAccountKind } from '../../input/choices';
import { positiveAmountOf } from '../../input/whole-numbers';
import { say } from '../../terminal/output';
import { grouped } from '../../terminal/table';

async function deposit(
  owner: string,
  instrument: string,
  given: string,
  options: NetworkOptions & { as?: string; account: string },
): Promise<void> {
  const context = await openNetworkContext(options);
  const lot = {
    instrument,
    amount: positiveAmountOf(given),
    accountKind: readAccountKind(options.account),
  };
  await withLedger(context, options.as ?? supervisorId(context.consortium), 'operator', (ledger) =>
    ledger.holdings.deposit(owner, [lot]),
  );
  say(`${owner} holds ${grouped(lot.amount)} ${instrument} more (${lot.accountKind})`);
}

/** `jangbu holdings deposit`. */
export function depositCommand(): Command {
  return withNetworkOptions(new Command('deposit'))
    .description('issue a lot to a firm against what is in custody for it (as the custodian)')
    .argument('<owner>', 'the member that owns it')
    .argument('<instrument>', 'an ISIN, or KRW for the settlement won')
    .argument('<amount>', "in the instrument's smallest unit")
    .option('--as <member>', 'the custodian (default: the supervisor)')
    .option('--account <kind>', 'HOUSE or CLIENT', 'HOUSE')
    .action(deposit);
}
