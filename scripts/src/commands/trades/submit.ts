import type { Command } from 'commander';
import { readStatementLines } from '../../input/trade-file';
import { toStatement } from '../../input/trade-statement';
import { TradeResults } from '../../outputs/trades';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { tellResultsOf } from './trade-results';

async function submit(file: string, options: MemberOptions): Promise<void> {
  const lines = await readStatementLines(file);
  const results = await asTrader(options, (ledger) =>
    ledger.trades.submit(lines.map(({ row }) => toStatement(row))),
  );
  tellResultsOf({ file, lines }, results, 'trades recorded', options);
}

const COLUMNS =
  'CSV with the columns uti, counterparty, trade_date, side (BUY, SELL), isin, quantity, price, currency, amount, settlement_date, ' +
  'account_kind (HOUSE, CLIENT), reference; for bonds also clean_price, accrued_interest';

/** `jangbu trades submit`. */
export function submitCommand(): Command {
  return memberCommand('submit', 'record the trades of a file', TradeResults)
    .argument('<file>', COLUMNS)
    .action(submit);
}
