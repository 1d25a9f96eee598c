import type { Command } from 'commander';
import { NothingFoundError } from '../../input/nothing-found';
import { TradeStatus } from '../../outputs/trades';
import { printJson } from '../../terminal/output';
import { asTrader, memberCommand, tradeDateOf, type MemberOptions } from '../member-options';

async function find(uti: string, options: MemberOptions & { with?: string; date?: string }): Promise<void> {
  await asTrader(options, async (ledger, { memberId }) => {
    const { with: counterparty, date } = options;
    const status =
      counterparty === undefined
        ? await ledger.trades.find(uti)
        : await ledger.trades.find(uti, { counterparty, tradeDate: await tradeDateOf(ledger, date) });
    if (!status)
      throw new NothingFoundError(
        `no trade ${uti} is known to ${memberId}; name the other firm by --with, the date by --date`,
      );
    printJson<typeof TradeStatus>(status);
  });
}

/** `jangbu trades find`. */
export function findTradeCommand(): Command {
  return memberCommand('find', 'find one trade by its UTI; what is known of it, as JSON', TradeStatus)
    .argument('<uti>')
    .option('--with <member>', "the other firm, where the member's own commands did not submit the trade")
    .option('--date <date>', 'the trade date, YYYY-MM-DD (default: the business day)')
    .action(find);
}
