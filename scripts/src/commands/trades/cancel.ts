import { oneOf, Uti } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { UsageError } from '../../input/usage-error';
import { tell } from '../../terminal/output';
import { table } from '../../terminal/table';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';

const Output = Type.Array(Type.Object({ uti: Uti, status: oneOf('CANCELLED', 'ASKED') }));

async function cancel(utis: readonly string[], options: PairOptions & { instead?: string }): Promise<void> {
  const { instead } = options;
  if (instead !== undefined && utis.length > 1) throw new UsageError('--instead goes with one trade');
  const results = await asTraderOfPair(options, (ledger, pair) =>
    ledger.trades.cancel(
      pair,
      utis.map((uti) => ({ uti, instead })),
    ),
  );
  const columns = ['uti', 'result'].map((title) => ({ title }));
  const says = { CANCELLED: 'cancelled', ASKED: `waits for ${options.with} to cancel it, too` };
  tell<typeof Output>(options, results, () =>
    table(
      columns,
      results.map(({ uti, status }) => [uti, says[status]]),
    ),
  );
}

/** `jangbu trades cancel`. */
export function cancelTradesCommand(): Command {
  return pairCommand(
    'cancel',
    'consent to cancelling matched trades; in effect when the other firm does, too',
    Output,
  )
    .argument('<uti...>')
    .option('--instead <uti>', 'the UTI under which both firms state the trade anew')
    .action(cancel);
}
