import type { MatchSummary } from '@jangbu/client/interfirm';
import type { Command } from 'commander';
import { MatchSummary as Output } from '../../outputs/trades';
import { tell } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';

function describe({ matched, breaks, waiting, obligations, corrected, withoutEffect }: MatchSummary): string {
  const lines = [
    `${grouped(matched.length)} matched, ${grouped(breaks.length)} broken, ${grouped(waiting.length)} waiting, ${grouped(obligations.length)} obligations`,
  ];
  if (corrected.length > 0) lines.push(`${grouped(corrected.length)} statements corrected`);
  if (withoutEffect.length > 0) {
    const columns = ['uti', 'stated by', 'has no effect'].map((title) => ({ title }));
    const rows = withoutEffect.map(({ uti, source, reason }) => [uti, source.submitter, reason]);
    lines.push(`\n${table(columns, rows)}`);
  }
  return lines.join('\n');
}

async function match(options: PairOptions): Promise<void> {
  const outcome = await asTraderOfPair(options, (ledger, pair) => ledger.trades.match(pair));
  tell<typeof Output>(options, outcome, () => describe(outcome));
}

/** `jangbu trades match`. */
export function matchCommand(): Command {
  return pairCommand('match', "match the firm's trades with the other firm's", Output).action(match);
}
