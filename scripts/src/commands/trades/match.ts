import type { Command } from 'commander';
import { json, say } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';

async function match(options: PairOptions): Promise<void> {
  const outcome = await asTraderOfPair(options, (ledger, pair) => ledger.trades.match(pair));
  if (options.json) {
    process.stdout.write(json(outcome));
    return;
  }
  const { matched, breaks, waiting, obligations, corrected, withoutEffect } = outcome;
  say(
    `${grouped(matched.length)} matched, ${grouped(breaks.length)} broken, ${grouped(waiting.length)} waiting, ${grouped(obligations.length)} obligations`,
  );
  if (corrected.length > 0) say(`${grouped(corrected.length)} statements corrected`);
  if (withoutEffect.length > 0) {
    const columns = ['uti', 'stated by', 'has no effect'].map((title) => ({ title }));
    const rows = withoutEffect.map(({ uti, source, reason }) => [uti, source.submitter, reason]);
    say(`\n${table(columns, rows)}`);
  }
}

/** `jangbu trades match`. */
export function matchCommand(): Command {
  return pairCommand('match', "match the firm's trades with the other firm's").action(match);
}
