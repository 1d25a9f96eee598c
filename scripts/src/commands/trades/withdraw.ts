import type { Command } from 'commander';
import { TradeResults } from '../../outputs/trades';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';
import { tellResults } from './trade-results';

async function withdraw(utis: readonly string[], options: PairOptions): Promise<void> {
  const results = await asTraderOfPair(options, (ledger, pair) =>
    ledger.trades.withdraw(utis.map((uti) => ({ uti, ...pair }))),
  );
  tellResults(results, 'withdrawals recorded; they count with the next match', options);
}

/** `jangbu trades withdraw`. */
export function withdrawCommand(): Command {
  return pairCommand('withdraw', "take the firm's own statements back that are not matched yet", TradeResults)
    .argument('<uti...>')
    .action(withdraw);
}
