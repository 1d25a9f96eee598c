import type { Command } from 'commander';
import { TradeResults } from '../../outputs/trades';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { tellResults } from './trade-results';

async function resume(options: MemberOptions): Promise<void> {
  const results = await asTrader(options, (ledger) => ledger.trades.resume());
  tellResults(results, 'trades recorded that had been left in doubt', options);
}

/** `jangbu trades resume`. */
export function resumeTradesCommand(): Command {
  return memberCommand(
    'resume',
    'send again what an earlier command has left in doubt; nothing is recorded twice',
    TradeResults,
  ).action(resume);
}
