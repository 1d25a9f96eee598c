import { Command } from 'commander';
import { toStatement } from '../../input/trade-statement';
import { readStatementFile } from '../../input/trade-file';
import { UsageError } from '../../terminal/failure';
import { grouped, table } from '../../terminal/table';
import {
  asTrader,
  ofPair,
  tradeDateOf,
  withFirm,
  withPair,
  type AsOptions,
  type PairOptions,
} from '../member-options';
import { addCorrections } from './corrections';
import { addReceipts } from './receipts';
import { json, tell } from './results';

async function submit(file: string, options: AsOptions): Promise<void> {
  const rows = await readStatementFile(file);
  const results = await asTrader(options, (ledger) => ledger.trades.submit(rows.map(toStatement)));
  tell(results, 'trades recorded', options);
}

async function match(options: PairOptions): Promise<void> {
  const outcome = await ofPair(options, (ledger, pair) => ledger.trades.match(pair));
  if (options.json) process.stdout.write(json(outcome));
  else {
    const { matched, breaks, waiting, obligations, corrected, withoutEffect } = outcome;
    process.stdout.write(
      `${grouped(matched.length)} matched, ${grouped(breaks.length)} broken, ${grouped(waiting.length)} waiting, ${grouped(obligations.length)} obligations\n`,
    );
    if (corrected.length > 0) process.stdout.write(`${grouped(corrected.length)} statements corrected\n`);
    if (withoutEffect.length > 0) {
      const columns = ['uti', 'stated by', 'has no effect'].map((title) => ({ title }));
      const rows = withoutEffect.map(({ uti, source, reason }) => [uti, source.submitter, reason]);
      process.stdout.write(`\n${table(columns, rows)}\n`);
    }
  }
}

async function breaks(options: PairOptions): Promise<void> {
  const found = await ofPair(options, (ledger, pair) => ledger.trades.breaks(pair));
  if (options.json) process.stdout.write(json(found));
  else if (found.length === 0) process.stdout.write('no breaks\n');
  else {
    const [first, second] = [options.as, options.with].sort();
    const columns = ['uti', 'differs in', first ?? '', second ?? ''].map((title) => ({ title }));
    const rows = found.flatMap(({ uti, differences }) =>
      differences.map(({ code, stated }, i) => [i === 0 ? uti : '', code, ...stated]),
    );
    process.stdout.write(`${table(columns, rows)}\n`);
  }
}

async function find(uti: string, options: AsOptions & { with?: string; date?: string }): Promise<void> {
  const status = await asTrader(options, async (ledger) => {
    if (options.with === undefined) return ledger.trades.find(uti);
    return ledger.trades.find(uti, {
      counterparty: options.with,
      tradeDate: await tradeDateOf(ledger, options.date),
    });
  });
  if (!status)
    throw new UsageError(
      `no trade ${uti} is known to ${options.as}; name the other firm by --with, the date by --date`,
    );
  process.stdout.write(json(status));
}

/** `jangbu trades`: a firm's trades. */
export function tradesCommand(): Command {
  const command = new Command('trades').description(
    "a firm's trades: record, correct, match, cancel, find, see what differs",
  );
  withFirm(
    command
      .command('submit')
      .description('record the trades of a file')
      .argument('<file>', 'CSV, as in examples/'),
  ).action(submit);
  addCorrections(command);
  withPair(command.command('match').description("match the firm's trades with the other firm's")).action(
    match,
  );
  withPair(command.command('breaks').description('list the trades on which the two firms differ')).action(
    breaks,
  );
  withFirm(command.command('find').description('find one trade by its UTI').argument('<uti>'))
    .option('--with <member>', 'the other firm, where this machine did not submit the trade')
    .option('--date <date>', 'the trade date, YYYY-MM-DD (default: the business day)')
    .action(find);
  addReceipts(command);
  return command;
}
