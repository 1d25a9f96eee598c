import type { Command } from 'commander';
import { readRows } from '../../input/cells';
import { readStatementFile } from '../../input/trade-file';
import { toStatement } from '../../input/trade-statement';
import { TradeResults } from '../../outputs/trades';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { tellResultsOf } from './trade-results';

async function submit(file: string, options: MemberOptions): Promise<void> {
  const rows = await readStatementFile(file);
  const statements = readRows(rows, toStatement);
  const results = await asTrader(options, (ledger) => ledger.trades.submit(statements));
  tellResultsOf(rows, results, 'trades recorded', options);
}

const COLUMNS =
  'CSV with the columns uti, counterparty, trade_date, side (BUY, SELL), isin, quantity, price, currency, amount, settlement_date, ' +
  'account_kind (HOUSE, CLIENT), reference; for bonds also clean_price, accrued_interest; payment (FREE) for what is free of payment';

/** `jangbu trades submit`. */
export function submitCommand(): Command {
  return memberCommand('submit', 'record the trades of a file', TradeResults)
    .argument('<file>', COLUMNS)
    .action(submit);
}
