import { readFile, writeFile } from 'node:fs/promises';
import { verifyReceipt } from '@jangbu/client';
import { silent } from '@jangbu/network';
import type { Command } from 'commander';
import { openNetworkOf } from '../../consortium/bring-up';
import { openNetworkContext, withNetworkOptions, type NetworkOptions } from '../../consortium/network-context';
import { UsageError } from '../../terminal/failure';
import { ofPair, withPair, type PairOptions } from '../member-options';
import { json } from './results';

async function receipt(
  uti: string,
  options: PairOptions & { statedBy?: string; out?: string },
): Promise<void> {
  const made = await ofPair(options, (ledger, pair) =>
    ledger.trades.receipt(uti, pair, { statedBy: options.statedBy }),
  );
  if (options.out === undefined) process.stdout.write(json(made));
  else await writeFile(options.out, json(made));
}

async function verify(
  file: string,
  options: NetworkOptions & { configuration?: string; json?: boolean },
): Promise<void> {
  const block = options.configuration ?? openNetworkOf(await openNetworkContext(options), silent).genesisBlock;
  const [text, configuration] = await Promise.all([readFile(file, 'utf8'), readFile(block)]);
  const proved = verifyReceipt(parseJson(text, file), configuration);
  if (options.json) process.stdout.write(json(proved));
  else {
    const { submitter, statement, businessDay, heldBy, sealedBy, transactionId } = proved;
    process.stdout.write(
      [
        `${submitter} stated: ${statement.side} ${statement.quantity} ${statement.isin} at ${statement.price} ${statement.currency}, with ${statement.counterparty}, traded ${statement.tradeDate}`,
        `recorded on ${businessDay} by transaction ${transactionId}, held by ${heldBy.join(', ')}`,
        `sealed by ${sealedBy.length} members: ${sealedBy.join(', ')}`,
        '',
      ].join('\n'),
    );
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}

/** Adds the commands that prove a trade to an outsider, and check such a proof. */
export function addReceipts(command: Command): void {
  withPair(
    command
      .command('receipt')
      .description('make the proof of one trade for an outsider, once its day is sealed')
      .argument('<uti>'),
  )
    .option('--stated-by <member>', "whose statement to prove (default: one's own)")
    .option('--out <file>', 'where to write it (default: standard output)')
    .action(receipt);
  withNetworkOptions(
    command
      .command('verify')
      .description('check a receipt offline, with the configuration block of the channel')
      .argument('<file>', 'a receipt, JSON'),
  )
    .option('--configuration <block>', "the channel's configuration block (default: this network's own)")
    .option('--json', 'as JSON')
    .action(verify);
}
