import { existsSync } from 'node:fs';
import { verifyReceipt, type VerifiedReceipt } from '@jangbu/client/interfirm';
import { DateText, MemberId } from '@jangbu/model';
import { silent } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { openNetworkOf } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { readJsonFile, readNamedFile } from '../../input/json-file';
import { UsageError } from '../../input/usage-error';
import { Statement } from '../../outputs/trades';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

type VerifyOptions = NetworkOptions & { readonly configuration?: string; readonly json?: boolean };

const Output = Type.Object({
  submitter: MemberId,
  statement: Statement,
  transactionId: Type.String(),
  recordedBy: Type.String(),
  heldBy: Type.Array(Type.String()),
  businessDay: DateText,
  sealedBy: Type.Array(Type.String()),
});

/** The block that is named, or the development network's first. */
async function configurationFile(options: VerifyOptions): Promise<string> {
  if (options.configuration !== undefined) return options.configuration;
  const { genesisBlock } = openNetworkOf(await openNetworkContext(options), silent);
  if (existsSync(genesisBlock)) return genesisBlock;
  throw new UsageError(
    `name the channel's configuration block by --configuration: there is no ${genesisBlock}`,
  );
}

function describe({
  submitter,
  statement,
  businessDay,
  heldBy,
  sealedBy,
  transactionId,
}: VerifiedReceipt): string {
  const { side, quantity, isin, price, currency, counterparty, tradeDate } = statement;
  return [
    `${submitter} stated: ${side} ${quantity} ${isin} at ${price} ${currency}, with ${counterparty}, traded ${tradeDate}`,
    `recorded on ${businessDay} by transaction ${transactionId}, held by ${heldBy.join(', ')}`,
    `sealed by ${sealedBy.length} members: ${sealedBy.join(', ')}`,
  ].join('\n');
}

async function verify(file: string, options: VerifyOptions): Promise<void> {
  const receipt = await readJsonFile(file);
  const configuration = await readNamedFile(await configurationFile(options));
  const proved = verifyReceipt(receipt, configuration);
  tell<typeof Output>(options, proved, () => describe(proved));
}

/** `jangbu trades verify`. */
export function verifyReceiptCommand(): Command {
  return withNetworkOptions(new Command('verify'))
    .description('check a receipt offline, with the configuration block of the channel')
    .argument('<file>', 'a receipt, JSON')
    .option(
      '--configuration <block>',
      "the channel's configuration block (default: the development network's own)",
    )
    .addOption(new JsonOption(Output))
    .action(verify);
}
