import { writeFile } from 'node:fs/promises';
import { descriptorText, ownDescriptor } from '@jangbu/network';
import { Command } from 'commander';
import { say } from '../../terminal/output';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

async function writeDescriptor(options: FolderOptions & { out: string }): Promise<void> {
  const descriptor = await ownDescriptor(await openOwnFolder(options));
  await writeFile(options.out, descriptorText(descriptor));
  const { member, consenters } = descriptor;
  if (options.json)
    say(JSON.stringify({ member: member.id, file: options.out, consenters: consenters.length }));
  else say(`${options.out} describes ${member.id}; nothing in it is secret: hand it to the other members`);
}

/** `jangbu member descriptor`. */
export function memberDescriptorCommand(): Command {
  return withFolderOptions(new Command('descriptor'))
    .description('write what the member hands out: certificates and addresses, no key')
    .requiredOption('--out <file>', 'where to')
    .action(writeDescriptor);
}
