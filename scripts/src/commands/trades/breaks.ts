import type { TradeBreak } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { TradeBreak as Break } from '../../outputs/trades';
import { tell } from '../../terminal/output';
import { table } from '../../terminal/table';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';

const Output = Type.Array(Break);

function describe(pair: readonly string[], breaks: readonly TradeBreak[]): string {
  if (breaks.length === 0) return 'no breaks';
  const columns = ['uti', 'differs in', ...[...pair].sort()].map((title) => ({ title }));
  const rows = breaks.flatMap(({ uti, differences }) =>
    differences.map(({ code, stated }, i) => [i === 0 ? uti : '', code, ...stated]),
  );
  return table(columns, rows);
}

async function breaks(options: PairOptions): Promise<void> {
  await asTraderOfPair(options, async (ledger, pair, { memberId }) => {
    const found = await ledger.trades.breaks(pair);
    tell<typeof Output>(options, found, () => describe([memberId, options.with], found));
  });
}

/** `jangbu trades breaks`. */
export function breaksCommand(): Command {
  return pairCommand('breaks', 'list the trades on which the two firms differ', Output).action(breaks);
}
