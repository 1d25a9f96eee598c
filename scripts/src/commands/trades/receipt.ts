import { TradeReceipt } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { writeOut } from '../../input/written-file';
import { WrittenFile } from '../../outputs/outcomes';
import { json, news, printJson } from '../../terminal/output';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';

const Output = Type.Union([TradeReceipt, WrittenFile]);

async function receipt(
  uti: string,
  options: PairOptions & { statedBy?: string; out?: string },
): Promise<void> {
  const { out, statedBy } = options;
  const made = await asTraderOfPair(options, (ledger, pair) =>
    ledger.trades.receipt(uti, pair, { statedBy }),
  );
  if (out === undefined) printJson<typeof TradeReceipt>(made);
  else {
    await writeOut(out, json(made));
    if (options.json) printJson<typeof WrittenFile>({ file: out });
    else news(`the receipt is in ${out}`);
  }
}

/** `jangbu trades receipt`. */
export function receiptCommand(): Command {
  return pairCommand('receipt', 'make the proof of one trade for an outsider, once its day is sealed', Output)
    .argument('<uti>')
    .option('--stated-by <member>', "whose statement to prove (default: one's own)")
    .option('--out <file>', 'where to write it (default: standard output)')
    .action(receipt);
}
