import type { Ledger, ReservationResult, SettlementInstruction } from '@jangbu/client';
import type { InstructionName } from '@jangbu/model';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../business-day/open-day';
import { openNetworkContext, withNetworkOptions, type NetworkOptions } from '../../consortium/network-context';
import { grouped, table } from '../../terminal/table';
import { nameOf, textOf } from './instruction-name';
import { addPartialCommands } from './partial';
import {
  asDesk,
  asTrader,
  ofPair,
  withFirm,
  withPair,
  type AsOptions,
  type PairOptions,
} from '../member-options';
import { json } from '../trades/results';

function legText({ from, to, instrument, amount, reserved }: SettlementInstruction['legs'][number]): string {
  return `${from} → ${to}: ${grouped(amount)} ${instrument}${reserved ? ' (reserved)' : ''}`;
}

/** When an instruction is due; marked where the calendar has moved it from the date that was stated. */
function dueText({ settlementDate, dueDate }: SettlementInstruction): string {
  return dueDate === settlementDate ? dueDate : `${dueDate} (moved from ${settlementDate})`;
}

async function list(options: AsOptions): Promise<void> {
  const all = await asDesk(options, (ledger) => ledger.settlement.instructions());
  if (options.json) process.stdout.write(json(all));
  else {
    const columns = ['instruction', 'due', 'status', 'fails', 'legs'].map((title) => ({ title }));
    const rows = all.flatMap((each) =>
      each.legs.map((leg, i) =>
        i > 0
          ? ['', '', '', '', legText(leg)]
          : [textOf(each), dueText(each), each.status, String(each.fails.length), legText(leg)],
      ),
    );
    process.stdout.write(rows.length > 0 ? `${table(columns, rows)}\n` : 'no instructions\n');
  }
}

async function instruct(options: PairOptions & { gross?: string }): Promise<void> {
  const made = await ofPair(options, (ledger, pair) =>
    options.gross === undefined
      ? ledger.settlement.instructNet(pair)
      : ledger.settlement.instructGross(pair, Number(options.gross)),
  );
  if (options.json) process.stdout.write(json(made));
  else process.stdout.write(`${grouped(made.length)} instructions made\n`);
}

/** Pending instructions: those named, or all that the firm has something to do about. */
async function chosen(
  ledger: Ledger,
  names: readonly string[],
  todo: (each: SettlementInstruction) => boolean,
): Promise<readonly InstructionName[]> {
  if (names.length > 0) return names.map(nameOf);
  const all = await ledger.settlement.instructions();
  return all.filter((each) => each.status === 'PENDING' && todo(each));
}

function lackOf(result: ReservationResult): string {
  if (result.status === 'FAILED') return result.error.message;
  if (result.status === 'RESERVED') return '';
  const amounts = result.short.map(({ amount, instrument }) => `${grouped(amount)} ${instrument}`);
  return `too little is free of ${amounts.join(' and ')}`;
}

async function reserve(names: readonly string[], options: AsOptions): Promise<void> {
  const results = await asTrader(options, async (ledger) => {
    const owes = ({ legs }: SettlementInstruction): boolean =>
      legs.some((leg) => leg.from === options.as && !leg.reserved);
    return ledger.settlement.reserveAll(await chosen(ledger, names, owes));
  });
  if (options.json) process.stdout.write(json(results));
  const wrong = results.filter(({ status }) => status !== 'RESERVED');
  for (const each of wrong) process.stderr.write(`${textOf(each)}: ${lackOf(each)}\n`);
  const reserved = results.length - wrong.length;
  if (!options.json) process.stdout.write(`lots reserved for ${grouped(reserved)} instructions\n`);
  if (wrong.length > 0) process.exitCode = 1;
}

async function settle(names: readonly string[], options: AsOptions): Promise<void> {
  const results = await asDesk(options, async (ledger) => {
    const day = await ledger.days.current();
    const due = await chosen(
      ledger,
      names,
      ({ dueDate, legs }) => dueDate <= (day?.date ?? '') && legs.every(({ reserved }) => reserved),
    );
    return due.length > 0 ? ledger.settlement.settle(due) : [];
  });
  if (options.json) process.stdout.write(json(results));
  const wrong = results.filter(({ status }) => status !== 'SETTLED');
  for (const each of wrong) {
    const why = each.status === 'REFUSED' ? each.code : each.status === 'FAILED' ? each.error.message : '';
    process.stderr.write(`${textOf(each)}: ${why}\n`);
  }
  if (!options.json) process.stdout.write(`${grouped(results.length - wrong.length)} settled\n`);
  if (wrong.length > 0) process.exitCode = 1;
}

async function release(name: string, options: AsOptions): Promise<void> {
  const released = await asTrader(options, (ledger) => ledger.settlement.release(nameOf(name)));
  process.stdout.write(`${grouped(released.length)} lots released\n`);
}

async function cancel(name: string, options: AsOptions): Promise<void> {
  await asTrader(options, (ledger) => ledger.settlement.cancel(nameOf(name)));
  process.stdout.write(`${options.as} consents; it is cancelled once both firms have\n`);
}

async function fail(name: string, options: NetworkOptions): Promise<void> {
  const context = await openNetworkContext(options);
  await withLedger(context, supervisorId(context.consortium), 'operator', (ledger) =>
    ledger.settlement.recordFail(nameOf(name)),
  );
  process.stdout.write('the fail is recorded; the instruction rolls to the next business day\n');
}

/** `jangbu settlement`: delivery against payment, from instruction to settlement. */
export function settlementCommand(): Command {
  const command = new Command('settlement').description(
    'delivery against payment: instruct, reserve, settle, divide, cancel, record fails',
  );
  withFirm(command.command('list').description("the firm's instructions and how they stand")).action(list);
  withPair(command.command('instruct').description('make instructions out of what the pair has matched'))
    .option('--gross <match>', 'one for each trade of this match, instead of netting')
    .action(instruct);
  withFirm(
    command
      .command('reserve')
      .description("set the firm's lots aside (default: for all that it owes)")
      .argument('[instruction...]', 'MEMBER/ID'),
  ).action(reserve);
  withFirm(
    command
      .command('settle')
      .description('settle instructions (default: all that are due and reserved)')
      .argument('[instruction...]', 'MEMBER/ID'),
  ).action(settle);
  withFirm(
    command
      .command('release')
      .description("give the firm's reserved lots back")
      .argument('<instruction>', 'MEMBER/ID'),
  ).action(release);
  withFirm(
    command
      .command('cancel')
      .description('consent to cancelling an instruction; in effect once both firms have')
      .argument('<instruction>', 'MEMBER/ID'),
  ).action(cancel);
  addPartialCommands(command);
  withNetworkOptions(
    command
      .command('fail')
      .description(
        'record that an instruction did not settle today (as the supervisor, once settlement has closed)',
      )
      .argument('<instruction>', 'MEMBER/ID'),
  ).action(fail);
  return command;
}
