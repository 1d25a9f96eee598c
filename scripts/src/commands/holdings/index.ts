import type { AccountKind } from '@jangbu/model';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../business-day/open-day';
import { openNetworkContext, withNetworkOptions, type NetworkOptions } from '../../consortium/network-context';
import { UsageError } from '../../terminal/failure';
import { grouped, table } from '../../terminal/table';
import { positionsText } from './positions-table';
import { asTrader, withFirm, type AsOptions } from '../member-options';
import { json } from '../trades/results';

function accountKind(given: string): AccountKind {
  const kind = given.toUpperCase();
  if (kind === 'HOUSE' || kind === 'CLIENT') return kind;
  throw new UsageError(`an account is HOUSE or CLIENT, not ${given}`);
}

function amount(given: string): bigint {
  if (/^[1-9][0-9]*$/.test(given)) return BigInt(given);
  throw new UsageError(`an amount is a whole number in the instrument's smallest unit, not ${given}`);
}

async function positions(options: AsOptions): Promise<void> {
  const held = await asTrader(options, (ledger) => ledger.holdings.positions());
  if (options.json) process.stdout.write(json(held));
  else process.stdout.write(`${positionsText(options.as, held)}\n`);
}

async function lots(options: AsOptions & { instrument?: string }): Promise<void> {
  const asked = options.instrument === undefined ? {} : { instrument: options.instrument };
  const held = await asTrader(options, (ledger) => ledger.holdings.lots(asked));
  if (options.json) process.stdout.write(json(held));
  else {
    const columns = ['lot', 'instrument', 'account', 'status'].map((title) => ({ title }));
    const rows = held.map((each) => [
      `${each.creator}/${each.lotId}`,
      each.instrument,
      each.accountKind,
      each.status,
      grouped(each.amount),
    ]);
    process.stdout.write(`${table([...columns, { title: 'amount', align: 'right' as const }], rows)}\n`);
  }
}

async function deposit(
  owner: string,
  instrument: string,
  given: string,
  options: NetworkOptions & { as?: string; account: string },
): Promise<void> {
  const context = await openNetworkContext(options);
  const lot = { instrument, amount: amount(given), accountKind: accountKind(options.account) };
  await withLedger(context, options.as ?? supervisorId(context.consortium), 'operator', (ledger) =>
    ledger.holdings.deposit(owner, [lot]),
  );
  process.stdout.write(`${owner} holds ${grouped(lot.amount)} ${instrument} more (${lot.accountKind})\n`);
}

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
    process.stdout.write(`${table(columns, rows)}\n`);
  }
  if (wrong.length === 0) return;
  process.exitCode = 1;
  process.stderr.write(`ALARM: lots do not add up in ${wrong.map((each) => each.instrument).join(', ')}\n`);
}

/** `jangbu holdings`: what a firm holds, and the custodian's deposits. */
export function holdingsCommand(): Command {
  const command = new Command('holdings').description('what a firm holds: positions, lots, deposits');
  withFirm(command.command('positions').description('what the firm holds, by instrument and account')).action(
    positions,
  );
  withFirm(command.command('lots').description("the firm's lots that are not spent"))
    .option('--instrument <isin>', 'an ISIN, or KRW for the settlement won')
    .action(lots);
  withNetworkOptions(
    command
      .command('deposit')
      .description('issue a lot to a firm against what is in custody for it (as the custodian)')
      .argument('<owner>', 'the member that owns it')
      .argument('<instrument>', 'an ISIN, or KRW for the settlement won')
      .argument('<amount>', "in the instrument's smallest unit"),
  )
    .option('--as <member>', 'the custodian (default: the supervisor)')
    .option('--account <kind>', 'HOUSE or CLIENT', 'HOUSE')
    .action(deposit);
  withNetworkOptions(
    command
      .command('outstanding')
      .description('prove the whole: all lots against deposits and withdrawals (as the supervisor)'),
  )
    .option('--json', 'as JSON')
    .action(outstanding);
  return command;
}
