import type { Command } from 'commander';
import { readRows } from '../../input/cells';
import { readStatementFile } from '../../input/trade-file';
import { toStatement } from '../../input/trade-statement';
import { TradeResults } from '../../outputs/trades';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { tellResultsOf } from './trade-results';

async function replace(file: string, options: MemberOptions): Promise<void> {
  const rows = await readStatementFile(file);
  const statements = readRows(rows, toStatement);
  const results = await asTrader(options, (ledger) => ledger.trades.replace(statements));
  tellResultsOf(rows, results, 'replacements recorded; they count with the next match', options);
}

/** `jangbu trades replace`. */
export function replaceCommand(): Command {
  return memberCommand('replace', "replace the firm's own statements that are not matched yet", TradeResults)
    .argument('<file>', 'CSV, as for submit: the new statements')
    .action(replace);
}
