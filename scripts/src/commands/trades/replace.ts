import type { Command } from 'commander';
import { readStatementLines } from '../../input/trade-file';
import { toStatement } from '../../input/trade-statement';
import { TradeResults } from '../../outputs/trades';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { tellResultsOf } from './trade-results';

async function replace(file: string, options: MemberOptions): Promise<void> {
  const lines = await readStatementLines(file);
  const results = await asTrader(options, (ledger) =>
    ledger.trades.replace(lines.map(({ row }) => toStatement(row))),
  );
  tellResultsOf({ file, lines }, results, 'replacements recorded; they count with the next match', options);
}

/** `jangbu trades replace`. */
export function replaceCommand(): Command {
  return memberCommand('replace', "replace the firm's own statements that are not matched yet", TradeResults)
    .argument('<file>', 'CSV, as for submit: the new statements')
    .action(replace);
}
