import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { packageFor } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { say } from '../../terminal/output';

async function makePackage(options: NetworkOptions & { out?: string; json?: boolean }): Promise<void> {
  const { id, label, bytes } = await packageFor(await openNetworkContext(options));
  const file = options.out ?? `${label}.tar.gz`;
  await writeFile(file, bytes);
  if (options.json) say(JSON.stringify({ packageId: id, file, bytes: bytes.length }));
  else say(`${file} (${Math.round(bytes.length / 1024)} KB)\npackage id ${id}`);
}

/** `jangbu chaincode package`. */
export function packageChaincodeCommand(): Command {
  return withNetworkOptions(new Command('package'))
    .description('write the package: the same bytes and id at every member')
    .option('--out <file>', 'where to (default: LABEL.tar.gz)')
    .option('--json', 'as JSON')
    .action(makePackage);
}
