import { readFile } from 'node:fs/promises';
import { verifyReceipt } from '@jangbu/client/interfirm';
import { silent } from '@jangbu/network';
import { Command } from 'commander';
import { openNetworkOf } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { UsageError } from '../../input/usage-error';
import { json, say } from '../../terminal/output';

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}

async function verify(
  file: string,
  options: NetworkOptions & { configuration?: string; json?: boolean },
): Promise<void> {
  const block =
    options.configuration ?? openNetworkOf(await openNetworkContext(options), silent).genesisBlock;
  const [text, configuration] = await Promise.all([readFile(file, 'utf8'), readFile(block)]);
  const proved = verifyReceipt(parseJson(text, file), configuration);
  if (options.json) process.stdout.write(json(proved));
  else {
    const { submitter, statement, businessDay, heldBy, sealedBy, transactionId } = proved;
    say(
      [
        `${submitter} stated: ${statement.side} ${statement.quantity} ${statement.isin} at ${statement.price} ${statement.currency}, with ${statement.counterparty}, traded ${statement.tradeDate}`,
        `recorded on ${businessDay} by transaction ${transactionId}, held by ${heldBy.join(', ')}`,
        `sealed by ${sealedBy.length} members: ${sealedBy.join(', ')}`,
      ].join('\n'),
    );
  }
}

/** `jangbu trades verify`. */
export function verifyReceiptCommand(): Command {
  return withNetworkOptions(new Command('verify'))
    .description('check a receipt offline, with the configuration block of the channel')
    .argument('<file>', 'a receipt, JSON')
    .option('--configuration <block>', "the channel's configuration block (default: this network's own)")
    .option('--json', 'as JSON')
    .action(verify);
}
