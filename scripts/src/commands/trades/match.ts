import type { MatchSummary } from '@jangbu/client/interfirm';
import type { Command } from 'commander';
import { MatchSummary as Output } from '../../outputs/trades';
import { tell } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';

/** What a match came to, for a reader. @param other the other member of the pair */
export function described(outcome: MatchSummary, other: string): string {
  const breaks = outcome.breaks.length > 0 ? `\nwhere they differ: jangbu trades breaks --with ${other}` : '';
  return `${describe(outcome)}${breaks}`;
}

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
  tell<typeof Output>(options, outcome, () => described(outcome, options.with));
}

/** `jangbu trades match`. */
export function matchCommand(): Command {
  return pairCommand('match', "match the firm's trades with the other firm's", Output).action(match);
}
