import type { Command } from 'commander';
import { json, say } from '../../terminal/output';
import { table } from '../../terminal/table';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';

async function breaks(options: PairOptions): Promise<void> {
  const found = await asTraderOfPair(options, (ledger, pair) => ledger.trades.breaks(pair));
  if (options.json) process.stdout.write(json(found));
  else if (found.length === 0) say('no breaks');
  else {
    const [first, second] = [options.as, options.with].sort();
    const columns = ['uti', 'differs in', first ?? '', second ?? ''].map((title) => ({ title }));
    const rows = found.flatMap(({ uti, differences }) =>
      differences.map(({ code, stated }, i) => [i === 0 ? uti : '', code, ...stated]),
    );
    say(table(columns, rows));
  }
}

/** `jangbu trades breaks`. */
export function breaksCommand(): Command {
  return pairCommand('breaks', 'list the trades on which the two firms differ').action(breaks);
}
