import type { Command } from 'commander';
import { UsageError } from '../../input/usage-error';
import { json } from '../../terminal/output';
import { asTrader, memberCommand, tradeDateOf, type MemberOptions } from '../member-options';

async function find(uti: string, options: MemberOptions & { with?: string; date?: string }): Promise<void> {
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

/** `jangbu trades find`. */
export function findTradeCommand(): Command {
  return memberCommand('find', 'find one trade by its UTI')
    .argument('<uti>')
    .option('--with <member>', 'the other firm, where this machine did not submit the trade')
    .option('--date <date>', 'the trade date, YYYY-MM-DD (default: the business day)')
    .action(find);
}
