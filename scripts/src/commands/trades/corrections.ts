import type { Command } from 'commander';
import { toStatement } from '../../input/trade-statement';
import { readStatementFile } from '../../input/trade-file';
import { UsageError } from '../../terminal/failure';
import { table } from '../../terminal/table';
import { asTrader, ofPair, withFirm, withPair, type AsOptions, type PairOptions } from '../member-options';
import { json, tell } from './results';

async function replace(file: string, options: AsOptions): Promise<void> {
  const rows = await readStatementFile(file);
  const results = await asTrader(options, (ledger) => ledger.trades.replace(rows.map(toStatement)));
  tell(results, 'replacements recorded; they count with the next match', options);
}

async function withdraw(utis: readonly string[], options: PairOptions): Promise<void> {
  const results = await ofPair(options, (ledger, pair) =>
    ledger.trades.withdraw(utis.map((uti) => ({ uti, ...pair }))),
  );
  tell(results, 'withdrawals recorded; they count with the next match', options);
}

async function cancel(utis: readonly string[], options: PairOptions & { instead?: string }): Promise<void> {
  const { instead } = options;
  if (instead !== undefined && utis.length > 1) throw new UsageError('--instead goes with one trade');
  const results = await ofPair(options, (ledger, pair) =>
    ledger.trades.cancel(
      pair,
      utis.map((uti) => ({ uti, instead })),
    ),
  );
  if (options.json) process.stdout.write(json(results));
  else {
    const columns = ['uti', 'result'].map((title) => ({ title }));
    const says = { CANCELLED: 'cancelled', ASKED: `waits for ${options.with} to cancel it, too` };
    const rows = results.map(({ uti, status }) => [uti, says[status]]);
    process.stdout.write(`${table(columns, rows)}\n`);
  }
}

/** Adds `replace`, `withdraw` and `cancel` to `jangbu trades`. */
export function addCorrections(command: Command): void {
  withFirm(
    command
      .command('replace')
      .description("replace the firm's own statements that are not matched yet")
      .argument('<file>', 'CSV, as for submit: the new statements'),
  ).action(replace);
  withPair(
    command
      .command('withdraw')
      .description("take the firm's own statements back that are not matched yet")
      .argument('<uti...>'),
  ).action(withdraw);
  withPair(
    command
      .command('cancel')
      .description('consent to cancelling matched trades; in effect when the other firm does, too')
      .argument('<uti...>'),
  )
    .option('--instead <uti>', 'the UTI under which both firms state the trade anew')
    .action(cancel);
}
