import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { networkUp, openNetworkOf, packageFor } from '../../consortium/bring-up';
import { cancelledBySignals } from '../../cancel';
import { openPlace, withPlace, type PlaceOptions } from '../../consortium/network-context';
import { withProgress } from '../../terminal/progress';

async function makePackage(options: PlaceOptions & { out?: string; json?: boolean }): Promise<void> {
  const { id, label, bytes } = await packageFor(await openPlace(options));
  const file = options.out ?? `${label}.tar.gz`;
  await writeFile(file, bytes);
  if (options.json) process.stdout.write(`${JSON.stringify({ packageId: id, file, bytes: bytes.length })}\n`);
  else process.stdout.write(`${file} (${Math.round(bytes.length / 1024)} KB)\npackage id ${id}\n`);
}

async function deploy(options: PlaceOptions): Promise<void> {
  const place = await openPlace(options);
  await cancelledBySignals((signal) => withProgress((progress) => networkUp(place, progress, signal)));
  const { id } = await packageFor(place);
  process.stdout.write(`${id} is deployed\n`);
}

async function status(options: PlaceOptions & { json?: boolean }): Promise<void> {
  const place = await openPlace(options);
  const deployment = await openNetworkOf(place, () => undefined).chaincodeStatus();
  if (options.json) process.stdout.write(`${JSON.stringify(deployment, null, 2)}\n`);
  else {
    const { packageId = 'none', sequence = 0, version = 'none', members } = deployment;
    const silent = members.filter(({ answers }) => !answers).map(({ id }) => id);
    const others = members.filter(({ approved }) => !approved).map(({ id }) => id);
    process.stdout.write(
      [
        `package ${packageId}`,
        `version ${version}, sequence ${sequence}`,
        `approved by ${members.length - others.length} of ${members.length}${others.length > 0 ? `; not by ${others.join(', ')}` : ''}`,
        `answers at ${members.length - silent.length} of ${members.length} peers${silent.length > 0 ? `; not at ${silent.join(', ')}` : ''}`,
        '',
      ].join('\n'),
    );
  }
  if (!deployment.members.every(({ answers }) => answers)) process.exitCode = 1;
}

/** `jangbu chaincode`: the contracts' package and its deployment. */
export function chaincodeCommand(): Command {
  const command = new Command('chaincode').description("the contracts' package and its deployment");
  withPlace(
    command.command('package').description('write the package: the same bytes and id at every member'),
  )
    .option('--out <file>', 'where to (default: LABEL.tar.gz)')
    .option('--json', 'as JSON')
    .action(makePackage);
  withPlace(
    command
      .command('deploy')
      .description('install, approve by each member, commit by majority; another package is an upgrade'),
  ).action(deploy);
  withPlace(command.command('status').description('what is deployed, who approved it, where it answers'))
    .option('--json', 'as JSON')
    .action(status);
  return command;
}
